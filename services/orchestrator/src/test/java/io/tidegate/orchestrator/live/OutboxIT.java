package io.tidegate.orchestrator.live;

import static io.tidegate.orchestrator.live.Rig.LEAD;
import static io.tidegate.orchestrator.live.Rig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.WindowCommand.Hold;
import io.tidegate.contracts.window.WindowCommand.Resume;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was committed reaches Kafka, in order, whatever happened in between. */
@Infrastructure
final class OutboxIT {
    /** Nobody listens there. */
    private static final String NOWHERE = "127.0.0.1:9";

    private final Path keys;

    OutboxIT(@TempDir Path keys) {
        this.keys = keys;
    }

    @Test
    void crashBetweenCommitAndPublish(Kafka kafka, Postgres postgres) throws Exception {
        String url = postgres.createDatabase("orchestrator_outbox");
        String window = Rig.newWindow();
        try (Rig unheard = Rig.startAnyway(NOWHERE, postgres, url, keys)) {
            unheard.schedules(window, Duration.ofMinutes(10));
            somethingHappensTo(window, unheard);
        }
        try (Wire wire = new Wire(kafka.bootstrapServers()).withoutWorkers();
                Rig rig = Rig.start(kafka, postgres, url, keys)) {
            await().atMost(PATIENCE).until(() -> rig.is(window, Status.DECIDING));
            allIsPublishedInOrder(rig, wire, window);
            assertThat(wire.events(window)).doesNotHaveDuplicates();
            assertThat(wire.tasks(window)).containsExactly(window + "/preflight/1");
        }
    }

    /** A record that was in doubt when Kafka went away may be there twice; readers know it by its sequence. */
    @Test
    void kafkaDown(Kafka kafka, Postgres postgres) throws Exception {
        String url = postgres.createDatabase("orchestrator_kafka_down");
        String window = Rig.newWindow();
        try (Wire wire = new Wire(kafka.bootstrapServers()).withoutWorkers();
                Rig rig = Rig.start(kafka, postgres, url, keys)) {
            rig.schedules(window, Duration.ofMinutes(10));
            await().atMost(PATIENCE).until(() -> rig.is(window, Status.DECIDING));
            kafka.stop();
            somethingHappensTo(window, rig);
            kafka.start();
            allIsPublishedInOrder(rig, wire, window);
        }
    }

    private static void somethingHappensTo(String window, Rig rig) {
        for (int i = 0; i < 5; i++) {
            rig.takes(window, window + "-hold-" + i, LEAD, new Hold("wait"));
            rig.takes(window, window + "-resume-" + i, LEAD, new Resume());
        }
    }

    private static void allIsPublishedInOrder(Rig rig, Wire wire, String window) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            int length = rig.json("/windows/" + window).get("sequence").asInt();
            List<Long> published = wire.events(window).stream()
                    .map(LoggedEvent::sequence)
                    .distinct()
                    .toList();
            assertThat(published)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, length).boxed().toList());
        });
        assertThat(wire.tasks(window).stream().distinct()).containsExactly(window + "/preflight/1");
    }
}
