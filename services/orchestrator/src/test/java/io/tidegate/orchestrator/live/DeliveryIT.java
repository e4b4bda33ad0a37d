package io.tidegate.orchestrator.live;

import static io.tidegate.orchestrator.live.Rig.LEAD;
import static io.tidegate.orchestrator.live.Rig.OWNER;
import static io.tidegate.orchestrator.live.Rig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.NotScheduled;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand.Go;
import io.tidegate.contracts.window.WindowCommand.Hold;
import io.tidegate.contracts.window.WindowCommand.Schedule;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Kafka brings twice, late, broken, or for nobody. */
@Infrastructure
final class DeliveryIT {
    private final Path keys;

    DeliveryIT(@TempDir Path keys) {
        this.keys = keys;
    }

    private Rig rig;
    private Wire wire;
    private final String window = Rig.newWindow();

    @BeforeEach
    void start(Kafka kafka, Postgres postgres) {
        rig = Rig.start(kafka, postgres, postgres.createDatabase("orchestrator_delivery"), keys);
        wire = new Wire(kafka.bootstrapServers()).withoutWorkers();
    }

    @AfterEach
    void stop() throws InterruptedException {
        wire.close();
        rig.close();
    }

    @Test
    void duplicateDelivery() {
        deciding();
        String id = UUID.randomUUID().toString();
        wire.command(id, window, LEAD, new Go());
        wire.command(id, window, LEAD, new Go());
        wire.command(window, OWNER, new Hold("the last one, by which the others are read"));

        await().atMost(PATIENCE).until(() -> state().held());
        assertThat(state().approvals()).hasSize(1);
        assertThat(wire.events(window)).noneMatch(event -> event.event() instanceof WindowEvent.CommandRefused);
    }

    @Test
    void staleAttempt() {
        deciding();
        Actor agent = Actor.agent(Wire.TARGET);
        wire.report("r0", window, agent, new Report.StepFailed("preflight", 0, "old", "old news", List.of()));
        wire.report("r2", window, agent, new Report.StepSucceeded("preflight", 2, 1, List.of()));
        wire.report("r1", window, agent, new Report.StepStarted("preflight", 1));

        await().atMost(PATIENCE).until(() -> preflight().progress() == StepState.Progress.RUNNING);
        assertThat(wire.events(window)).noneMatch(event -> event.event() instanceof WindowEvent.StepFailed);
    }

    /** Tried again and again it would keep every later record of its partition from being taken. */
    @Test
    void whatTheDatabaseCannotHoldIsNotTriedForEver() {
        wire.command("a\0b-" + window, window, LEAD, new Go());
        deciding();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(wire.deadLetters(Topics.COMMANDS))
                .anyMatch(letter -> window.equals(letter.key())));
    }

    @Test
    void poisonRecord() {
        wire.send(new ProducerRecord<>(Topics.COMMANDS, window, "{not json".getBytes(StandardCharsets.UTF_8)));
        wire.send(new ProducerRecord<>(Topics.REPORTS, window, new byte[] {0, 1, 2}));
        wire.command("in a/path", LEAD, new Go());
        deciding();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(wire.deadLetters(Topics.REPORTS)).anyMatch(letter -> window.equals(letter.key()));
            assertThat(wire.deadLetters(Topics.COMMANDS))
                    .anyMatch(letter -> window.equals(letter.key())
                            && new String(
                                            letter.headers()
                                                    .lastHeader("dlt_reason")
                                                    .value(),
                                            StandardCharsets.UTF_8)
                                    .contains("no CloudEvent"))
                    .anyMatch(letter -> "in a/path".equals(letter.key()));
        });
    }

    @Test
    void commandForNoWindow() {
        wire.command(window, LEAD, new Go());

        await().atMost(PATIENCE).until(() -> !wire.events(window).isEmpty());
        assertThat(wire.events(window)).singleElement().satisfies(event -> assertThat(event.event())
                .isInstanceOfSatisfying(WindowEvent.CommandRefused.class, refused -> assertThat(refused.code())
                        .isEqualTo("no-such-window")));
        assertThat(rig.state(window)).isInstanceOf(NotScheduled.class);
        assertThat(rig.get("/windows/" + window).statusCode()).isEqualTo(200);
        assertThat(rig.get("/windows/nothing").statusCode()).isEqualTo(404);
        assertThat(rig.get("/windows/not%00thing").statusCode()).isEqualTo(404);
    }

    @Test
    void databaseAway(Postgres postgres) {
        deciding();
        postgres.restart();
        wire.command(window, LEAD, new Go());

        await().atMost(PATIENCE).ignoreExceptions().until(() -> !state().approvals()
                .isEmpty());
        assertThat(state().approvals()).hasSize(1);
    }

    private void deciding() {
        wire.command(window, LEAD, new Schedule("quick", Instant.now().plusSeconds(600), "C1"));
        await().atMost(PATIENCE).until(() -> rig.is(window, Status.DECIDING));
    }

    private Window state() {
        return (Window) rig.state(window);
    }

    private StepState preflight() {
        return state().step("preflight").orElseThrow();
    }
}
