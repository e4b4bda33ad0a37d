package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.found;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.activity.ActivityFile;
import io.tidegate.dbagent.activity.Weeks;
import io.tidegate.dbagent.database.DataDisk;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Infrastructure
final class PreflightIT {
    private static final Duration LONG = Duration.ofHours(1);

    private final Target target;

    PreflightIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        target = Target.create(postgres, "preflight_it", directory);
    }

    private static Work bounds(int version, int disk, int connections, Duration transaction) {
        return new Work.Preflight(version, disk, connections, transaction, LONG);
    }

    @Test
    void aHealthyDatabaseIsMeasured() throws Exception {
        var result = succeeded(target.run(bounds(11, 0, 5, LONG)));

        assertThat(fact(result, "connections")).isEqualTo("0 sessions");
        assertThat(List.of(
                        "server-version",
                        "connections",
                        "oldest-transaction",
                        "longest-statement",
                        "longest-lock-wait",
                        "replication-lag",
                        "prepared-transactions",
                        "base-backups",
                        "backup-disk-free"))
                .extracting(name -> found(result, name).bound())
                .containsExactly(
                        "at least 12",
                        "at most 5",
                        "at most 1 h",
                        "at most 5 min",
                        "at most 10 s",
                        "at most 1 h",
                        "none",
                        "none",
                        "at least 0 percent");
        assertThat(result.evidence()).noneMatch(fact -> fact.name().equals("activity"));
        assertThat(found(result, "data-disk-room").bound()).matches("at least \\d+ MB");
        assertThat(fact(result, "prepared-transactions")).isEqualTo("0 found");
        assertThat(fact(result, "migrations-set")).hasSize(64);
    }

    @Test
    void theHourOfTheWindowIsHeldAgainstTheWeek() throws Exception {
        target.opening(Instant.parse("2026-11-30T22:00:00Z"), "Asia/Jakarta");
        assertThat(fact(target.run(bounds(11, 0, 5, LONG)), "activity"))
                .isEqualTo("sampled for less than a minute only");
        new ActivityFile(target.config().home())
                .write(new Weeks(Instant.parse("2026-11-02T00:00:00Z"))
                        .pass(Duration.ofDays(7), Weeks::asOffices)
                        .activity());

        assertThat(fact(target.run(bounds(11, 0, 5, LONG)), "activity"))
                .startsWith("Tue 05:00 to 06:00 WIB: 3 % of the busiest hour, Thu 17:00; quietest: Sun 10:00");
    }

    @Test
    void everyBrokenBoundIsSaidInOneGo() throws Exception {
        try (Connection open = target.connectAsApplication();
                var statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("SELECT 1");

            var result = failed(target.run(bounds(99, 101, 0, Duration.ZERO)), "unfit");

            assertThat(result.reason())
                    .contains(
                            "at least 99 is wanted",
                            "the plan wants 101 %",
                            "1 sessions, the plan allows 0",
                            "the oldest transaction is");
        }
    }

    @Test
    void whoeverWaitsForALockIsFoundWithTheOneInTheWay() throws Exception {
        try (Connection holder = target.connectAsApplication();
                Connection waiter = target.connectAsApplication();
                var holds = holder.createStatement();
                var waits = waiter.createStatement()) {
            holder.setAutoCommit(false);
            holds.execute("SET application_name = 'kitchen'");
            holds.execute("SELECT pg_advisory_xact_lock(5)");
            Thread waiting = Thread.ofVirtual().start(() -> {
                try {
                    waits.execute("SELECT pg_advisory_xact_lock(5)");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() ->
                    !target.ask("SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty());

            var result =
                    failed(target.run(new Work.Preflight(12, 0, 9, LONG, LONG, Duration.ZERO, Duration.ZERO)), "unfit");

            assertThat(result.reason())
                    .containsPattern("a session has waited \\d+ m?s for a lock, the plan allows 0 ms; in its way:"
                            + " Kitchen App \\(kitchen, pid \\d+\\)")
                    .contains("a statement has run for");
            assertThat(fact(result, "sessions-waiting-for-locks")).isEqualTo("1 sessions");
            holder.rollback();
            waiting.join();
        }
    }

    @Test
    void aPreparedTransactionWouldStopTheCopy() throws Exception {
        try (Connection connection = target.connect();
                var statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("INSERT INTO dish VALUES (77, 'x', 1, now())");
            statement.execute("PREPARE TRANSACTION 'left'");
        }
        try {
            assertThat(failed(target.run(bounds(11, 0, 5, LONG)), "unfit").reason())
                    .contains("1 prepared transactions");
            assertThat(failed(target.run(new Work.SafetyCopy()), "cannot-copy").reason())
                    .contains("prepared transactions");
        } finally {
            target.sql("ROLLBACK PREPARED 'left'");
        }
    }

    @Test
    void whatDoesNotFitOnTheDataDiskIsSaidWithTheDirectory() throws Exception {
        try (Connection connection = target.connect()) {
            assertThat(DataDisk.shortage(connection, Long.MAX_VALUE, "the safety copy"))
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .startsWith("the safety copy needs about")
                            .contains("make room in /"));
            assertThat(DataDisk.shortage(connection, 1, "the safety copy")).isEmpty();
        }
    }
}
