package io.tidegate.orchestrator.live;

import static io.tidegate.orchestrator.live.Rig.LEAD;
import static io.tidegate.orchestrator.live.Rig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.log.History;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.WindowCommand.Hold;
import io.tidegate.contracts.window.WindowCommand.Resume;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.orchestrator.store.Lease;
import io.tidegate.orchestrator.store.StoredWindows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two orchestrators share a database. */
@Infrastructure
final class TwoOrchestratorsIT {
    private final Path keys;

    TwoOrchestratorsIT(@TempDir Path keys) {
        this.keys = keys;
    }

    @Test
    void aTimerFiresOnceAndTheLeaseIsHandedOver(Kafka kafka, Postgres postgres) {
        String url = postgres.createDatabase("orchestrator_two");
        String first = Rig.newWindow();
        String second = Rig.newWindow();
        Rig one = Rig.start(kafka, postgres, url, keys);
        try (Rig two = Rig.start(kafka, postgres, url, keys)) {
            one.schedules(first, Duration.ofSeconds(3));
            await().atMost(PATIENCE).until(() -> two.is(first, Status.POSTPONED));
            assertThat(events(two, first))
                    .filteredOn(event -> event.event() instanceof WindowEvent.WindowPostponed)
                    .hasSize(1);

            one.close();
            two.schedules(second, Duration.ofSeconds(1));
            await().atMost(PATIENCE).until(() -> two.is(second, Status.POSTPONED));
        }
    }

    @Test
    void aLeaseIsHeldByOneAtATime(Kafka kafka, Postgres postgres) {
        String url = postgres.createDatabase("orchestrator_lease");
        try (Rig one = Rig.start(kafka, postgres, url, keys);
                Rig two = Rig.start(kafka, postgres, url, keys)) {
            assertThat(one.bean(Lease.class).hold("test")).isTrue();
            assertThat(one.bean(Lease.class).hold("test")).isTrue();
            assertThat(two.bean(Lease.class).hold("test")).isFalse();
            await().atMost(PATIENCE).until(() -> two.bean(Lease.class).hold("test"));
            assertThat(one.bean(Lease.class).hold("test")).isFalse();
        }
    }

    @Test
    void aWriteRaceOnOneWindowLeavesOneLogWithoutGap(Kafka kafka, Postgres postgres) throws Exception {
        String url = postgres.createDatabase("orchestrator_race");
        String window = Rig.newWindow();
        try (Rig one = Rig.start(kafka, postgres, url, keys);
                Rig two = Rig.start(kafka, postgres, url, keys);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            one.schedules(window, Duration.ofMinutes(10));
            await().atMost(PATIENCE).until(() -> two.is(window, Status.DECIDING));
            int before = events(one, window).size();
            List<? extends Future<?>> wishes = IntStream.range(0, 60)
                    .mapToObj(i -> threads.submit(() -> (i % 2 == 0 ? one : two)
                            .takes(window, "race-" + window + i, LEAD, i % 3 == 0 ? new Resume() : new Hold("wait"))))
                    .toList();
            for (Future<?> wish : wishes) {
                wish.get();
            }

            List<LoggedEvent> log = events(one, window);
            assertThat(log).hasSize(before + 60);
            assertThat(log.stream().map(LoggedEvent::sequence))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, log.size()).boxed().toList());
            assertThat(History.of(log).state()).isEqualTo(two.state(window));
        }
    }

    private static List<LoggedEvent> events(Rig rig, String window) {
        return rig.bean(StoredWindows.class).eventsAfter(window, 0, Integer.MAX_VALUE).stream()
                .map(event -> LoggedEvent.open(event.body()))
                .toList();
    }
}
