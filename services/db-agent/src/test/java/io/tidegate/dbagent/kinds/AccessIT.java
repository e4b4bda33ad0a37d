package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static io.tidegate.dbagent.kinds.Target.AGENT;
import static io.tidegate.dbagent.kinds.Target.APPLICATION;
import static io.tidegate.dbagent.kinds.Target.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.contracts.plan.Work;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing the target to its users and letting them in again. */
@Infrastructure
final class AccessIT {
    private static final Work.Drain DRAIN = new Work.Drain(Duration.ZERO);
    private static final Work.Reopen REOPEN = new Work.Reopen();

    private final Target target;

    AccessIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        target = Target.create(postgres, "Access \"IT\"", directory);
    }

    private String limit() throws SQLException {
        return target.ask("SELECT datconnlimit FROM pg_database WHERE datname = 'Access \"IT\"'")
                .getFirst();
    }

    @Test
    void sessionsAreEndedAndNewOnesRefused() throws Exception {
        try (Connection idle = target.connectAsApplication()) {
            var result = succeeded(target.run(DRAIN));

            assertThat(fact(result, "sessions-ended")).isEqualTo("1 sessions");
            assertThat(idle.isValid(1)).isFalse();
        }
        assertThatThrownBy(target::connectAsApplication).hasMessageContaining("permission denied");
    }

    @Test
    void anAgentWithoutASuperuserTakesThePassesAndGivesThemBack() throws Exception {
        String database = quoted("Access \"IT\"");
        target.sql(
                "REVOKE CONNECT ON DATABASE " + database + " FROM PUBLIC",
                "GRANT CONNECT ON DATABASE " + database + " TO " + quoted(APPLICATION) + " WITH GRANT OPTION",
                "SET ROLE " + quoted(APPLICATION),
                "GRANT CONNECT ON DATABASE " + database + " TO pg_monitor");
        String before = target.dump();

        succeeded(target.run(DRAIN));
        succeeded(target.runAgain(DRAIN));
        assertThat(target.ask("SELECT rolname FROM pg_roles WHERE NOT rolsuper"
                        + " AND has_database_privilege(rolname, 'Access \"IT\"', 'CONNECT')"))
                .containsExactly(AGENT);
        succeeded(target.run(REOPEN));

        assertThat(target.dump()).isEqualTo(before);
        target.connectAsApplication().close();
    }

    @Test
    void whoseGrantsItCouldNotGiveBackTheAgentDoesNotTake() throws Exception {
        String database = quoted("Access \"IT\"");
        target.administer("CREATE ROLE steward");
        try {
            target.sql(
                    "GRANT CONNECT ON DATABASE " + database + " TO steward WITH GRANT OPTION",
                    "SET ROLE steward",
                    "GRANT CONNECT ON DATABASE " + database + " TO pg_monitor");

            assertThat(failed(target.run(DRAIN), "missing-privilege").reason())
                    .contains("GRANT steward TO \"Kitchen Agent\"");
            target.connectAsApplication().close();
        } finally {
            target.sql("REVOKE CONNECT ON DATABASE " + database + " FROM steward CASCADE", "DROP ROLE steward");
        }
    }

    @Test
    void aSuperuserHoldsOthersBackByAConnectionLimit() throws Exception {
        Target superuser = target.withSuperuser();

        succeeded(superuser.run(DRAIN));
        assertThatThrownBy(target::connectAsApplication).hasMessageContaining("too many connections");
        succeeded(superuser.run(REOPEN));

        target.connectAsApplication().close();
    }

    @Test
    void sessionsThatEndWithinTheGraceAreNotEndedByForce() throws Exception {
        Connection busy = target.connectAsApplication();
        Thread leaving = Thread.startVirtualThread(() -> {
            try {
                busy.createStatement().execute("SELECT pg_sleep(0.3)");
                busy.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        while (target.ask(
                        "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(0.3)%' AND state = 'active'")
                .isEmpty()) {
            Thread.onSpinWait();
        }

        var result = succeeded(target.run(new Work.Drain(Duration.ofSeconds(20))));

        leaving.join();
        assertThat(fact(result, "sessions-found")).isEqualTo("1 sessions");
        assertThat(fact(result, "sessions-ended")).isEqualTo("0 sessions");
    }

    @Test
    void reopeningGivesTheLimitBackThatWasThereBefore() throws Exception {
        target.sql("ALTER DATABASE \"Access \"\"IT\"\"\" CONNECTION LIMIT 37");

        Target superuser = target.withSuperuser();

        succeeded(superuser.run(DRAIN));
        succeeded(superuser.runAgain(DRAIN));
        assertThat(limit()).isEqualTo("0");
        succeeded(superuser.run(REOPEN));

        assertThat(limit()).isEqualTo("37");
        target.connectAsApplication().close();
    }

    @Test
    void reopeningAnOpenDatabaseChangesNothing() throws Exception {
        var result = succeeded(target.run(REOPEN));

        assertThat(fact(result, "was")).isEqualTo("open already");
        assertThat(limit()).isEqualTo("-1");
    }

    @Test
    void aDatabaseThatSomeoneElseHasClosedIsLeftAlone() throws Exception {
        target.sql("ALTER DATABASE \"Access \"\"IT\"\"\" CONNECTION LIMIT 0");

        failed(target.run(DRAIN), "closed-already");
        failed(target.run(REOPEN), "still-closed");

        assertThat(limit()).isEqualTo("0");
    }
}
