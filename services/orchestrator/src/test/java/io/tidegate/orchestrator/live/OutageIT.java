package io.tidegate.orchestrator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.LocalPostgres;
import io.tidegate.local.junit.Postgres;
import io.tidegate.local.postgres.PostgresCluster;
import io.tidegate.local.process.Directories;
import io.tidegate.orchestrator.live.ShortWindow.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A server is away in the middle of a window: afterwards the window's log is as if it had been there. */
@Infrastructure
final class OutageIT {
    private static final Set<Turn> COMMAND_TIMER_AND_REPORT =
            EnumSet.of(Turn.GO_OF_THE_OWNER, Turn.START_DUE, Turn.SUCCEEDED);

    @TempDir
    private Path directory = Path.of(".");

    /** Longer than the relay waits for an acknowledgement and than the consumer's session lasts. */
    @Test
    void kafkaAwayForLong(Kafka kafka, Postgres postgres) throws InterruptedException {
        Duration away = Duration.ofSeconds(Boolean.getBoolean("faults.every") ? 120 : 12);
        try (Stage stage = new Stage(kafka, postgres, directory)) {
            Trace undisturbed = stage.play(Strike.none()).trace();

            Trace found = stage.playThrough((turn, lines, window) -> {
                if (turn == Turn.DECISION_DUE) {
                    lines.kafka().cutFor(away);
                    // From then on it has no longer to catch up than after any other fault.
                    await().atMost(away.plusSeconds(10))
                            .until(() -> !lines.kafka().isCut());
                } else if (COMMAND_TIMER_AND_REPORT.contains(turn)) {
                    lines.kafka().cutFor(Duration.ofSeconds(1));
                }
            });

            assertThat(found).isEqualTo(undisturbed);
        }
    }

    @Test
    void postgresqlRestarted(Kafka kafka, Postgres postgres) throws InterruptedException {
        restarted(kafka, postgres);
    }

    /** What was committed without waiting for the disk is lost. */
    @Test
    @EnabledIfSystemProperty(named = "faults.every", matches = "true", disabledReason = "needs a server of its own")
    void postgresqlKilledAndStarted(Kafka kafka) throws InterruptedException {
        Path home = Directories.temporary("tidegate-faults-");
        try (var cluster = PostgresCluster.create(home.resolve("postgres"))) {
            restarted(kafka, new LocalPostgres(cluster, PostgresCluster::crash));
        } finally {
            Directories.delete(home);
        }
    }

    private void restarted(Kafka kafka, Postgres postgres) throws InterruptedException {
        try (Stage stage = new Stage(kafka, postgres, directory)) {
            Trace undisturbed = stage.play(Strike.none()).trace();

            Trace found = stage.playThrough((turn, lines, window) -> {
                if (COMMAND_TIMER_AND_REPORT.contains(turn)) {
                    postgres.restart();
                }
            });

            assertThat(found).isEqualTo(undisturbed);
        }
    }
}
