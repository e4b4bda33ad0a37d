package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.VerifyBuilder;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.step.StepResult;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plan's migration and verification on a restored copy, while the application goes on. */
@Infrastructure
final class RehearseIT {
    private static final Work MIGRATE = new Work.Migrate("flyway", "set");

    private final Target target;

    RehearseIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        target = Target.create(postgres, "rehearse_it", directory);
    }

    @AfterEach
    void nothingIsLeft() throws SQLException {
        assertThat(target.ask("SELECT datname FROM pg_database WHERE datname LIKE 'tidegate_rehearsal_%'"))
                .isEmpty();
        assertThat(target.record("rehearsal-dump")).doesNotExist();
    }

    private static Work rehearsal(Work.Verify.Rejected... rejects) {
        return new Work.Rehearse(
                2,
                "flyway",
                "set",
                List.of(),
                VerifyBuilder.verify()
                        .columns(new Work.Verify.Column("dish", "spicy", "boolean", true, null))
                        .counts(new Work.Verify.Count("dish", 0))
                        .rejects(rejects)
                        .build());
    }

    @Test
    void preflightFindsARehearsalThatIsVoidBeforeTheWindowDoes() throws Exception {
        var preflight = new Work.Preflight(12, 0, 100, Duration.ofHours(1), Duration.ofHours(1));
        target.migration("V1__spice.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;");
        succeeded(target.run(rehearsal()));
        succeeded(target.run(preflight));
        target.migration("V2__more.sql", "ALTER TABLE dish ADD COLUMN sweet boolean;");

        assertThat(failed(target.run(preflight), "unfit").reason()).contains("have changed since they were rehearsed");
    }

    @Test
    void theMigrationIsMeasuredOnACopyAndTheTargetStaysAsItIs() throws Exception {
        target.migration(
                "V1__spice.sql",
                "ALTER TABLE dish ADD COLUMN spicy boolean;\n"
                        + "ALTER TABLE dish ALTER COLUMN price TYPE numeric(12,4);\n"
                        + "CREATE TABLE spice (id int);\n"
                        + "CREATE INDEX portion_sizes ON menu.portion (size);\n"
                        + "ALTER TABLE menu.portion ADD CONSTRAINT again FOREIGN KEY (dish) REFERENCES dish;");
        String before = target.dump();
        StepResult result;
        try (Connection application = target.connectAsApplication()) {
            result = succeeded(
                    target.run(rehearsal(new Work.Verify.Rejected("menu.portion", Map.of("size", "XL"), "known"))));
            assertThat(application.isValid(1)).isTrue();
        }

        assertThat(target.dump()).isEqualTo(before);
        assertThat(fact(result, "statements")).isEqualTo("5 statements");
        assertThat(fact(result, "V1__spice.sql#1 locks")).isEqualTo("AccessExclusiveLock on public.dish");
        assertThat(fact(result, "V1__spice.sql#2 rewrites")).isEqualTo("public.dish");
        assertThat(fact(result, "V1__spice.sql#4 locks")).isEqualTo("ShareLock on menu.portion");
        assertThat(fact(result, "V1__spice.sql#5 locks"))
                .isEqualTo("ShareRowExclusiveLock on menu.portion, ShareRowExclusiveLock on public.dish");
        assertThat(result.evidence())
                .extracting(Fact::name)
                .contains(
                        "dump-time",
                        "restore-time",
                        "migration-time",
                        "predicted-downtime",
                        "disk-used",
                        "index menu.portion_sizes",
                        "blocks public.dish",
                        "blocks menu.portion")
                .doesNotContain("V1__spice.sql#3 locks", "V1__spice.sql#1 rewrites");
    }

    @Test
    void aMigrationThatFailsThereFailsBeforeTheWindow() throws Exception {
        target.migration("V1__bad.sql", "ALTER TABLE dish ADD COLUMN spicy boolean; ALTER TABLE nowhere ADD x int;");

        var result = failed(target.run(rehearsal()), "migration-failed");

        assertThat(result.reason()).startsWith("on the restored copy: V1__bad.sql, statement 2: ");
    }

    @Test
    void aVerificationThatFailsThereFailsBeforeTheWindow() throws Exception {
        target.migration(
                "V1__bad.sql",
                "ALTER TABLE dish ADD COLUMN spicy integer; DELETE FROM menu.portion; DELETE FROM dish WHERE id = 3;");

        var result = failed(target.run(rehearsal()), "unmet");

        assertThat(result.reason()).contains("dish.spicy has type integer").contains("dish has 2 rows, expected 3");
    }

    @Test
    void filesThatChangedAfterTheRehearsalAreNotRun() throws Exception {
        target.migration("V1__spice.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;");
        succeeded(target.run(rehearsal()));
        target.migration("V1__spice.sql", "ALTER TABLE dish ADD COLUMN spicy boolean; -- so be it");

        failed(target.run(MIGRATE), "rehearsal-void");
        succeeded(target.run(rehearsal()));
        succeeded(target.run(MIGRATE));
    }

    @Test
    void aStatementThatTakesMuchLongerThanRehearsedIsSaid() throws Exception {
        target.migration(
                "V1__slow.sql",
                "ALTER TABLE dish ADD COLUMN spicy boolean;\n"
                        + "SELECT CASE WHEN current_database() = 'rehearse_it' THEN pg_sleep(1.2) END;");
        succeeded(target.run(rehearsal()));

        var result = succeeded(target.run(MIGRATE));

        assertThat(fact(result, "slower-than-rehearsed V1__slow.sql#2")).contains("rehearsed");
        assertThat(target.progress()).anyMatch(what -> what.contains("statement 2 has taken"));
    }

    @Test
    void aLockThatTheRehearsalDidNotSeeIsSaid() throws Exception {
        target.migration(
                "V1__lock.sql",
                "DO $$ BEGIN IF current_database() = 'rehearse_it' THEN LOCK TABLE dish IN EXCLUSIVE MODE;"
                        + " PERFORM pg_sleep(0.6); END IF; END $$;"
                        + "ALTER TABLE dish ADD COLUMN spicy boolean;");
        succeeded(target.run(rehearsal()));

        var result = succeeded(target.run(MIGRATE));

        assertThat(fact(result, "stronger-lock-than-rehearsed V1__lock.sql#1"))
                .isEqualTo("ExclusiveLock on public.dish");
        assertThat(target.progress())
                .filteredOn(what -> what.contains("ExclusiveLock on public.dish"))
                .containsExactly(
                        "V1__lock.sql, statement 1 holds ExclusiveLock on public.dish; rehearsed it took no lock that"
                                + " stops anybody");
    }

    @ParameterizedTest
    @CsvSource({"sql, data, 01.sql", "sql, steps, 01.sql", "prisma, set, 0001_lock"})
    void whicheverDriverRunsItWhatIsNotAsRehearsedIsSaidWhileItRuns(String driver, String set, String file)
            throws Exception {
        String sql = "DO $$ BEGIN IF current_database() = 'rehearse_it' THEN LOCK TABLE dish IN EXCLUSIVE MODE;"
                + " PERFORM pg_sleep(1.2); END IF; END $$;\nALTER TABLE dish ADD COLUMN spicy boolean;";
        if (driver.equals("prisma")) {
            target.prisma(file, sql).prisma("0000_before", "SELECT 1;");
            succeeded(target.run(new Work.Reconcile("prisma", set, "applied", "0000_before")));
        } else {
            target.script(set, file, sql);
        }
        var plain = (Work.Rehearse) rehearsal();
        succeeded(target.run(new Work.Rehearse(2, driver, set, List.of(), plain.verify())));

        var result = succeeded(target.run(new Work.Migrate(driver, set)));

        assertThat(result.evidence())
                .extracting(Fact::name)
                .contains("slower-than-rehearsed " + file + "#1", "stronger-lock-than-rehearsed " + file + "#1");
        assertThat(target.progress())
                .anyMatch(what -> what.contains("statement 1 has taken"))
                .anyMatch(what -> what.contains("statement 1 holds ExclusiveLock on public.dish"));
    }

    @Test
    void aMigrationWithAnotherDriverThanTheRehearsalsIsRefused() throws Exception {
        target.migration("V1__spice.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;");
        succeeded(target.run(rehearsal()));

        assertThat(failed(target.run(new Work.Migrate("sql", "set")), "rehearsal-void")
                        .reason())
                .contains("with the driver 'flyway'");
    }

    @Test
    void aRehearsalWithAnotherConfigurationIsVoid() throws Exception {
        target.migration("V1__spice.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;");
        succeeded(target.run(rehearsal()));
        Path record = target.record("rehearsal.json");
        Files.writeString(
                record, Files.readString(record).replaceAll("(\"configuration\" : \")[0-9a-f]{6}", "$1abcdef"));

        assertThat(failed(target.run(MIGRATE), "rehearsal-void").reason()).contains("configuration has changed");
    }

    @Test
    void aPopulationThatWasNotRehearsedIsNotRun() throws Exception {
        target.migration("V1__spice.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;")
                .script("data", "01.sql", "UPDATE dish SET spicy = true;");
        succeeded(target.run(rehearsal()));
        succeeded(target.run(MIGRATE));

        assertThat(failed(target.run(new Work.Populate("data")), "rehearsal-void")
                        .reason())
                .contains("did not run the set 'data'");
    }

    @Test
    void theLocksOfAnIndexThatIsBuiltConcurrentlyAreSeenFromASecondSession() throws Exception {
        target.sql("INSERT INTO dish SELECT g, md5(g::text), 1, now() FROM generate_series(10, 200000) g");
        target.migration("V1__index.sql", "CREATE INDEX CONCURRENTLY names ON dish (md5(md5(md5(name))));")
                .migration("V2__spice.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;");

        var result = succeeded(target.run(rehearsal()));

        assertThat(fact(result, "V1__index.sql#1 locks")).isEqualTo("ShareUpdateExclusiveLock on public.dish");
    }

    @Test
    void aScriptThatSetsItsTransactionsIsolationIsNotDisturbed() throws Exception {
        String sql = "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE;\nALTER TABLE dish ADD COLUMN spicy boolean;";
        target.script("data", "01.sql", sql)
                .script("steps", "01.sql", "BEGIN;\n" + sql.replace("spicy", "salty") + "\nCOMMIT;\nSELECT 1;");
        var plain = (Work.Rehearse) rehearsal();

        succeeded(target.run(new Work.Rehearse(2, "sql", "data", List.of(), plain.verify())));
        succeeded(target.run(new Work.Migrate("sql", "data")));
        succeeded(target.window("w-2").run(new Work.Migrate("sql", "steps")));
    }

    @Test
    void populationIsRehearsedAfterTheMigration() throws Exception {
        target.migration("V1__spice.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;")
                .script("data", "01.sql", "UPDATE dish SET spicy = true WHERE id = 3; DELETE FROM menu.portion;");
        var plain = (Work.Rehearse) rehearsal();

        var result = succeeded(target.run(
                new Work.Rehearse(plain.jobs(), plain.driver(), plain.migrations(), List.of("data"), plain.verify())));

        assertThat(fact(result, "statements")).isEqualTo("3 statements");
        assertThat(target.askTarget("SELECT count(*) FROM menu.portion")).containsExactly("2");
    }

    @Test
    void aRehearsalThatWasHalfDoneBeginsAnew() throws Exception {
        target.migration("V1__spice.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;");
        succeeded(target.run(rehearsal()));

        succeeded(target.runAgain(rehearsal()));
    }
}
