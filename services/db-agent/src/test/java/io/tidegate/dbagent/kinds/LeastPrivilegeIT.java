package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static io.tidegate.dbagent.kinds.Target.APPLICATION;
import static io.tidegate.dbagent.kinds.Target.OWNER;
import static io.tidegate.dbagent.kinds.Target.PASSWORD;
import static io.tidegate.dbagent.kinds.Target.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.VerifyBuilder;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.Gate;
import io.tidegate.dbagent.step.Privilege;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every step kind, run by a role that has what the kind says it needs and nothing else. */
@Infrastructure
class LeastPrivilegeIT {
    private static final String ROLE = "Exact \"agent\"";
    private static final String NAME = "least";
    /** As the documentation has it. */
    private static final String CONNECTIONS = """
            SELECT 100.0 * count(*) / current_setting('max_connections')::int FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
            """;

    private static final Work.Thresholds WATCH = new Work.Thresholds(
            Duration.ofMillis(100),
            Duration.ofMillis(50),
            1,
            1,
            false,
            List.of(new Work.Thresholds.Threshold("connections", null, 100.0, null, null, null)));

    private static final Work.Verify VERIFY = VerifyBuilder.verify()
            .rejects(new Work.Verify.Rejected("menu.portion", Map.of("size", "XL"), "known"))
            .analyze("dish")
            .build();

    private final Target target;
    private final Target exact;

    LeastPrivilegeIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        target = Target.create(
                postgres,
                NAME,
                directory,
                Map.of(),
                Map.of(),
                Map.of("read-only", new Gate.PostgresReadOnly(), "closed", new Gate.PostgresClosed()));
        target.sql("ALTER ROLE " + quoted(APPLICATION) + " IN DATABASE " + NAME + " SET lock_timeout = '5s'");
        target.administer("CREATE ROLE " + quoted(ROLE) + " LOGIN PASSWORD '" + PASSWORD + "'");
        exact = target.withMetrics(Map.of("connections", CONNECTIONS)).as(ROLE, PASSWORD);
    }

    @AfterEach
    void dropTheRole() throws SQLException {
        for (String database : target.ask("SELECT datname FROM pg_database WHERE datname LIKE 'least%'")) {
            target.administer("DROP DATABASE " + quoted(database) + " WITH (FORCE)");
        }
        target.administer("DROP ROLE " + quoted(ROLE));
    }

    /** Takes everything from the role, and gives what this work needs. */
    private void grantFor(Work work) throws SQLException {
        grant(exact.needs(work));
    }

    private void grant(Set<Privilege> privileges) throws SQLException {
        target.administer("ALTER ROLE " + quoted(ROLE) + " NOCREATEDB NOCREATEROLE");
        for (String granted : target.ask("SELECT pg_get_userbyid(roleid) FROM pg_auth_members WHERE member ="
                + " (SELECT oid FROM pg_roles WHERE rolname = '" + ROLE + "')")) {
            target.administer("REVOKE " + quoted(granted) + " FROM " + quoted(ROLE));
        }
        for (Privilege privilege : privileges) {
            target.administer(
                    switch (privilege) {
                        case OWNER, OWNERS -> "GRANT " + quoted(OWNER) + " TO " + quoted(ROLE);
                        case CREATE_DATABASES -> "ALTER ROLE " + quoted(ROLE) + " CREATEDB";
                        case READ -> "GRANT pg_read_all_data TO " + quoted(ROLE);
                        case MONITOR -> "GRANT pg_monitor TO " + quoted(ROLE);
                        case SIGNAL -> "GRANT pg_signal_backend TO " + quoted(ROLE);
                        case CHECKPOINT -> "GRANT pg_checkpoint TO " + quoted(ROLE);
                        case GRANTORS, SETTINGS, APPLICATION -> "GRANT " + quoted(APPLICATION) + " TO " + quoted(ROLE);
                        case ROLES -> "ALTER ROLE " + quoted(ROLE) + " CREATEROLE";
                    });
        }
    }

    private void runs(Work work) throws Exception {
        grantFor(work);
        succeeded(exact.run(work));
    }

    @Test
    void aWholeWindowAndItsRollbackBySwap() throws Exception {
        target.migration("V1__more.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;")
                .script("data", "1.sql", "UPDATE dish SET spicy = true;")
                .script("steps", "1.sql", "UPDATE dish SET spicy = NULL;");
        runs(new Work.Preflight(12, 0, 100, Duration.ofHours(1), Duration.ofHours(1)));
        runs(new Work.Rehearse(2, "flyway", "set", List.of("data"), VERIFY));
        runs(new Work.CloseGate("read-only"));
        runs(new Work.OpenGate("read-only"));
        runs(new Work.CloseGate("closed"));
        runs(new Work.OpenGate("closed"));
        runs(new Work.Backup(2));
        runs(new Work.TestRestore(2));
        runs(new Work.Offsite("elsewhere"));
        runs(new Work.Drain(Duration.ZERO));
        runs(new Work.SafetyCopy());
        runs(new Work.Migrate("flyway", "set"));
        runs(new Work.Populate("data"));
        runs(VERIFY);
        runs(new Work.Undo("steps"));
        runs(new Work.SwapBack());
        runs(new Work.Reopen());
        runs(WATCH);

        target.connectAsApplication().close();
        assertThat(target.askTarget("SELECT count(*) FROM dish")).containsExactly("3");
    }

    @Test
    void aRollbackByTheBackup() throws Exception {
        String before = target.dump();
        runs(new Work.Backup(2));
        runs(new Work.Drain(Duration.ZERO));
        runs(new Work.RestoreBackup(2, null));
        runs(new Work.Reopen());

        assertThat(target.dump()).isEqualTo(before);
    }

    @Test
    void preflightWarnsOfWhatWouldBeRefusedLater() throws Exception {
        var preflight = new Work.Preflight(12, 0, 100, Duration.ofHours(1), Duration.ofHours(1));
        runs(preflight);

        assertThat(exact.progress())
                .anyMatch(said -> said.contains("will refuse some steps") && said.contains("CREATEDB"));
    }

    @Test
    void whatIsMissingIsSaidAsTheStatementThatMendsIt() throws Exception {
        grant(Set.of());

        assertThat(failed(exact.run(new Work.RestoreBackup(1, null)), "missing-privilege")
                        .reason())
                .contains("GRANT \"kitchen \"\"owner\"\"\" TO \"Exact \"\"agent\"\"\"")
                .contains("ALTER ROLE \"Exact \"\"agent\"\"\" CREATEDB")
                .contains("GRANT pg_monitor TO \"Exact \"\"agent\"\"\"")
                .contains("GRANT pg_signal_backend TO \"Exact \"\"agent\"\"\"")
                .contains("GRANT pg_checkpoint TO \"Exact \"\"agent\"\"\"")
                .contains("GRANT \"Kitchen App\" TO \"Exact \"\"agent\"\"\"");
        assertThat(failed(exact.run(new Work.Backup(1)), "missing-privilege").reason())
                .contains("GRANT pg_read_all_data TO \"Exact \"\"agent\"\"\", who may not read 3 relations");
    }
}
