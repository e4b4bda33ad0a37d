package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.plan.Work;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Infrastructure
final class MigrateIT {
    private static final Work MIGRATE = new Work.Migrate("flyway", "set");

    private final Target target;

    MigrateIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        target = Target.create(postgres, "migrate_it", directory);
    }

    @Test
    void aDatabaseThatHasLivedWithoutFlywayIsMigratedFromTheFirstFile() throws Exception {
        target.migration("V1__spice.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;\nCREATE TABLE spice (id int);")
                .migration("V2__more.sql", "CREATE INDEX spicy_dishes ON dish (spicy);");

        var result = succeeded(target.run(MIGRATE));

        assertThat(fact(result, "migrations-run")).isEqualTo("2 migrations");
        assertThat(fact(result, "statements-run")).isEqualTo("3 statements");
        assertThat(target.progress()).contains("V1__spice.sql, statement 1");
        assertThat(target.askTarget(
                        "SELECT tableowner FROM pg_tables WHERE tablename IN ('spice', 'flyway_schema_history')"))
                .containsExactly(Target.OWNER, Target.OWNER);
    }

    @Test
    void runAgainItDoesWhatIsLeft() throws Exception {
        target.migration("V1__spice.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;");
        succeeded(target.run(MIGRATE));
        target.migration("V2__more.sql", "ALTER TABLE dish ADD COLUMN sweet boolean;");

        var result = succeeded(target.runAgain(MIGRATE));

        assertThat(fact(result, "migrations-run")).isEqualTo("1 migrations");
    }

    @Test
    void anIndexThatIsBuiltConcurrentlyDoesNotWaitForFlywaysOwnLock() throws Exception {
        target.migration("V1__index.sql", "CREATE INDEX CONCURRENTLY dish_names ON dish (name);");

        succeeded(target.within(java.time.Duration.ofSeconds(30)).run(MIGRATE));

        assertThat(target.askTarget("SELECT indisvalid FROM pg_index WHERE indexrelid = 'dish_names'::regclass"))
                .containsExactly("t");
    }

    @Test
    void aFailingStatementLeavesNothingAndIsNamedWithoutAnyRowsContent() throws Exception {
        target.migration(
                "V1__bad.sql",
                "CREATE TABLE fine (id int);\n" + "INSERT INTO dish VALUES (1, 'a secret recipe', 1, now());");

        var result = failed(target.run(MIGRATE), "migration-failed");

        assertThat(result.reason())
                .startsWith("V1__bad.sql, statement 2: ")
                .contains("dish_pkey")
                .contains("23505");
        assertThat(result.reason()).doesNotContain("secret");
        assertThat(target.askTarget("SELECT count(*) FROM pg_tables WHERE tablename = 'fine'"))
                .containsExactly("0");
    }

    @Test
    void aValueThatDoesNotFitIsNotRepeated() throws Exception {
        target.migration("V1__bad.sql", "SELECT 'a secret'::integer;");

        var result = failed(target.run(MIGRATE), "migration-failed");

        assertThat(result.reason()).contains("22P02").doesNotContain("secret");
    }

    @Test
    void aMigrationThatWasChangedAfterItRanIsRefused() throws Exception {
        target.migration("V1__spice.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;");
        succeeded(target.run(MIGRATE));
        target.migration("V1__spice.sql", "ALTER TABLE dish ADD COLUMN salty boolean;");

        assertThat(failed(target.run(MIGRATE), "history-differs").reason())
                .startsWith("version 1 (spice) was changed after it ran");
        succeeded(target.run(new Work.Reconcile("flyway", "set", "repair", null)));
        succeeded(target.run(MIGRATE));
    }

    @Test
    void aFileOlderThanTheNewestThatRanIsRefusedInWords() throws Exception {
        target.migration("V2__spice.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;");
        succeeded(target.run(MIGRATE));
        target.migration("V1__late.sql", "SELECT 1;");

        assertThat(failed(target.run(MIGRATE), "history-differs").reason())
                .contains("is older than what this database has");
    }

    @Test
    void aFileThatIsNotThereAnyMoreIsNamed() throws Exception {
        target.migration("V1__spice.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;");
        succeeded(target.run(MIGRATE));
        java.nio.file.Files.move(
                target.config().home().resolveSibling("migrations").resolve("V1__spice.sql"),
                target.config().home().resolveSibling("migrations").resolve("V2__spice.sql"));

        assertThat(failed(target.run(MIGRATE), "history-differs").reason())
                .contains("version 1 (spice) ran on this database and is not among the files");
    }

    @Test
    void aBaselineSaysWhereADatabaseStands() throws Exception {
        target.migration("V1__made_by_hand.sql", "CREATE TABLE dish (id int);")
                .migration("V2__spice.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;");

        succeeded(target.run(new Work.Reconcile("flyway", "set", "baseline", "1")));

        assertThat(fact(succeeded(target.run(MIGRATE)), "migrations-run")).isEqualTo("1 migrations");
    }

    @Test
    void theDatabasesOwnTimeoutDoesNotEndALongStatement() throws Exception {
        target.sql("ALTER DATABASE migrate_it SET statement_timeout = '50ms'");
        target.migration("V1__slow.sql", "SELECT pg_sleep(0.2);");

        succeeded(target.run(MIGRATE));
    }

    @Test
    void namesThatTheConfigurationDoesNotHaveAreRefused() throws Exception {
        failed(target.run(new Work.Migrate("flyway", "other")), "no-such-migrations");
        failed(target.run(new Work.Migrate("liquibase", "set")), "no-such-driver");
    }
}
