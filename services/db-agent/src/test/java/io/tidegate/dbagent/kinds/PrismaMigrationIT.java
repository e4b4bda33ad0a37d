package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.log.HashChain;
import io.tidegate.contracts.plan.Work;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prisma's migrations, applied without Prisma, and its record kept as it keeps it. */
@Infrastructure
final class PrismaMigrationIT {
    private static final Work DEPLOY = new Work.Migrate("prisma", "set");
    private static final String SPICE = "CREATE TABLE \"Spice\" (\"id\" TEXT NOT NULL);\n";

    private final Target target;

    PrismaMigrationIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        target = Target.create(postgres, "prisma_it", directory);
    }

    private static Work resolve(String action, String migration) {
        return new Work.Reconcile("prisma", "set", action, migration);
    }

    private void baseline() throws Exception {
        target.prisma("20250101000000_init", "CREATE TABLE dish (id int);");
        succeeded(target.run(resolve("applied", "20250101000000_init")));
    }

    private List<String> history() throws SQLException {
        return target.askTarget("""
                SELECT migration_name || ' ' || CASE WHEN rolled_back_at IS NOT NULL THEN 'rolled back'
                                                     WHEN finished_at IS NOT NULL THEN 'finished' ELSE 'failed' END
                       || ' ' || applied_steps_count
                FROM _prisma_migrations ORDER BY started_at
                """);
    }

    @Test
    void migrationsAreAppliedInOrderAndRecordedAsPrismaDoes() throws Exception {
        baseline();
        target.prisma("20250301000000_more", "ALTER TABLE \"Spice\" ADD COLUMN \"name\" TEXT;")
                .prisma("20250201000000_spice", SPICE);

        var result = succeeded(target.run(DEPLOY));

        assertThat(fact(result, "migrations-run")).isEqualTo("2 migrations");
        assertThat(history())
                .containsExactly(
                        "20250101000000_init finished 0",
                        "20250201000000_spice finished 1",
                        "20250301000000_more finished 1");
        assertThat(target.askTarget(
                        "SELECT checksum FROM _prisma_migrations WHERE migration_name = '20250201000000_spice'"))
                .containsExactly(HashChain.hash(SPICE.getBytes(StandardCharsets.UTF_8)));
        assertThat(target.askTarget("SELECT logs IS NULL FROM _prisma_migrations WHERE applied_steps_count = 1"))
                .containsOnly("t");
        // The table is to the letter the one that Prisma's engine makes.
        assertThat(target.askTarget("""
                        SELECT column_name || ' ' || data_type || coalesce('(' || character_maximum_length || ')', '')
                               || ' ' || is_nullable || ' ' || coalesce(column_default, '')
                        FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position
                        """))
                .containsExactly(
                        "id character varying(36) NO ",
                        "checksum character varying(64) NO ",
                        "finished_at timestamp with time zone YES ",
                        "migration_name character varying(255) NO ",
                        "logs text YES ",
                        "rolled_back_at timestamp with time zone YES ",
                        "started_at timestamp with time zone NO now()",
                        "applied_steps_count integer NO 0");
        assertThat(fact(succeeded(target.run(DEPLOY)), "migrations-run")).isEqualTo("0 migrations");
    }

    @Test
    void aDatabaseWithTablesAndWithoutARecordWantsABaseline() throws Exception {
        target.prisma("20250201000000_spice", SPICE);

        assertThat(failed(target.run(DEPLOY), "not-baselined").reason()).contains("'reconcile'");
    }

    @Test
    void aFailedMigrationStopsEverythingUntilAPersonResolvesIt() throws Exception {
        baseline();
        target.prisma("20250201000000_bad", SPICE + "INSERT INTO dish VALUES (1, 'a secret', 1, now());")
                .prisma("20250301000000_more", "CREATE TABLE more (id int);");

        var result = failed(target.run(DEPLOY), "migration-failed");

        assertThat(result.reason())
                .startsWith("20250201000000_bad, statement 2, line 2: ")
                .doesNotContain("secret");
        assertThat(history()).containsExactly("20250101000000_init finished 0", "20250201000000_bad failed 0");
        assertThat(target.askTarget("SELECT count(*) FROM pg_tables WHERE tablename = 'Spice'"))
                .containsExactly("0");
        assertThat(target.askTarget("SELECT logs FROM _prisma_migrations WHERE finished_at IS NULL"))
                .singleElement()
                .asString()
                .contains("Database error code: 23505")
                .contains("Migration name: 20250201000000_bad");
        assertThat(failed(target.run(DEPLOY), "failed-before").reason()).contains("20250201000000_bad");

        succeeded(target.run(resolve("rolled-back", "20250201000000_bad")));
        target.prisma("20250201000000_bad", SPICE);
        succeeded(target.run(DEPLOY));
        assertThat(history())
                .containsExactly(
                        "20250101000000_init finished 0",
                        "20250201000000_bad rolled back 0",
                        "20250201000000_bad finished 1",
                        "20250301000000_more finished 1");
    }

    @Test
    void aFailedMigrationThatWasFinishedByHandIsMarkedApplied() throws Exception {
        baseline();
        target.prisma("20250201000000_bad", "SELECT nothing;");
        failed(target.run(DEPLOY), "migration-failed");

        succeeded(target.run(resolve("applied", "20250201000000_bad")));

        assertThat(history())
                .containsExactly(
                        "20250101000000_init finished 0",
                        "20250201000000_bad rolled back 0",
                        "20250201000000_bad finished 0");
        succeeded(target.run(DEPLOY));
    }

    @Test
    void onlyAFailedMigrationIsMarkedAsRolledBack() throws Exception {
        baseline();

        failed(target.run(resolve("rolled-back", "20250101000000_init")), "not-failed");
        failed(target.run(resolve("rolled-back", "20990101000000_none")), "no-such-migration");
        failed(target.run(resolve("repair", "20250101000000_init")), "no-such-action");
    }

    @Test
    void aSingleStatementThatCannotBeInATransactionRunsAsItIs() throws Exception {
        baseline();
        target.prisma("20250201000000_index", "-- CreateIndex\nCREATE INDEX CONCURRENTLY names ON dish (name);");

        succeeded(target.run(DEPLOY));

        assertThat(target.askTarget("SELECT indisvalid FROM pg_index WHERE indexrelid = 'names'::regclass"))
                .containsExactly("t");
    }

    @Test
    void besideAnotherStatementItFailsAsItDoesWithPrisma() throws Exception {
        baseline();
        target.prisma(
                "20250201000000_index",
                "CREATE TABLE spice (id int);\nCREATE INDEX CONCURRENTLY names ON dish (name);");

        assertThat(failed(target.run(DEPLOY), "migration-failed").reason()).contains("25001");
    }

    @Test
    void transactionsOfAFilesOwnAreTheFiles() throws Exception {
        baseline();
        target.prisma(
                "20250201000000_own",
                "CREATE TABLE kept (id int);\nCOMMIT;\nBEGIN;\nCREATE TABLE lost (id int);\nSELECT nothing;\nCOMMIT;");

        failed(target.run(DEPLOY), "migration-failed");

        assertThat(target.askTarget("SELECT tablename FROM pg_tables WHERE tablename IN ('kept', 'lost')"))
                .containsExactly("kept");
    }

    @Test
    void whatAnInterruptedRunHasCommittedIsFinishedAndWhatItHasNotIsRunAgain() throws Exception {
        baseline();
        target.prisma("20250201000000_spice", SPICE + "CREATE TABLE herbs (id int);");
        String hash = fact(succeeded(target.run(DEPLOY)), "migrations-sha256");
        String committed = target.askTarget("SELECT xmin FROM pg_class WHERE relname = 'herbs'")
                .getFirst();
        target.sql("UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0"
                + " WHERE migration_name = '20250201000000_spice'");
        unit(hash, committed);

        succeeded(target.runAgain(DEPLOY));
        assertThat(history()).containsExactly("20250101000000_init finished 0", "20250201000000_spice finished 1");

        target.sql(
                "DROP TABLE \"Spice\", herbs",
                "UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0"
                        + " WHERE migration_name = '20250201000000_spice'");
        unit(hash, aborted());

        succeeded(target.runAgain(DEPLOY));
        assertThat(history())
                .containsExactly(
                        "20250101000000_init finished 0",
                        "20250201000000_spice rolled back 0",
                        "20250201000000_spice finished 1");
    }

    private void unit(String hash, String transaction) throws IOException {
        Files.writeString(
                target.record("units-set.json"),
                "{\"set\":\"" + hash + "\",\"file\":\"20250201000000_spice\",\"upTo\":1,\"transaction\":" + transaction
                        + ",\"done\":false}");
    }

    private String aborted() throws SQLException {
        try (Connection connection = target.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (var row = statement.executeQuery("SELECT txid_current()")) {
                row.next();
                String transaction = row.getString(1);
                connection.rollback();
                return transaction;
            }
        }
    }

    @Test
    void filesThatWereEditedAfterTheyRanAreSaidAndStopNothing() throws Exception {
        baseline();
        target.prisma("20250201000000_spice", SPICE);
        succeeded(target.run(DEPLOY));
        target.prisma("20250201000000_spice", SPICE.replace("\n", "\r\n"));
        assertThat(succeeded(target.run(DEPLOY)).evidence())
                .noneMatch(each -> each.name().equals("edited-since-applied")
                        && each.toString().contains("spice"));

        target.prisma("20250201000000_spice", SPICE + "-- more");

        assertThat(succeeded(target.run(DEPLOY)).evidence())
                .anyMatch(each -> each.name().equals("edited-since-applied")
                        && each.toString().contains("spice"));
    }

    @Test
    void migrationsOfAnotherDatabaseAreRefused() throws Exception {
        target.prisma("20250201000000_spice", SPICE);
        target.migration("migration_lock.toml", "provider = \"mysql\"\n");

        failed(target.run(DEPLOY), "other-database");
    }

    @Test
    void aMigrationWithoutItsScriptIsNamed() throws Exception {
        baseline();
        Files.createDirectories(
                target.config().home().resolveSibling("migrations").resolve("20250401000000_empty"));

        assertThat(failed(target.run(DEPLOY), "no-script").reason()).contains("20250401000000_empty");
    }

    @Test
    void whilePrismaItselfHoldsItsLockNothingIsDone() throws Exception {
        baseline();
        try (Connection other = target.connect();
                var statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(72707369)");

            failed(target.run(DEPLOY), "locked");
        }
    }
}
