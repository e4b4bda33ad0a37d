package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.plan.Work;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plain SQL files: as one, or statement by statement. */
@Infrastructure
final class SqlMigrationIT {
    private static final Work AS_ONE = new Work.Migrate("sql", "set");
    private static final Work BY_STATEMENT = new Work.Migrate("sql", "steps");

    private final Target target;

    SqlMigrationIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        target = Target.create(postgres, "sql_migration_it", directory);
    }

    private void note(String set, String json) throws IOException {
        Files.writeString(target.record("units-" + set + ".json"), json);
    }

    private String noted(String set) throws IOException {
        return Files.readString(target.record("units-" + set + ".json"));
    }

    @Test
    void theFilesRunInTheOrderOfTheirNamesAsTheDatabasesOwner() throws Exception {
        target.migration("02.sql", "INSERT INTO spice VALUES (1), (2);")
                .migration(
                        "01.sql",
                        "-- a; comment\nCREATE TABLE spice (id int);\nCREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS"
                                + " $$ BEGIN RETURN 1; END $$;");

        var result = succeeded(target.run(AS_ONE));

        assertThat(fact(result, "statements-run")).isEqualTo("3 statements");
        assertThat(target.askTarget("SELECT count(*) FROM spice")).containsExactly("2");
        assertThat(target.askTarget("SELECT tableowner FROM pg_tables WHERE tablename = 'spice'"))
                .containsExactly(Target.OWNER);
    }

    @Test
    void rowsOfACopyInAFileAreRead() throws Exception {
        target.migration(
                "01.sql", "CREATE TABLE spice (id int, name text);\nCOPY spice FROM stdin;\n1\tPala\n2\tKunyit\n\\.\n");

        succeeded(target.run(AS_ONE));

        assertThat(target.askTarget("SELECT name FROM spice ORDER BY id")).containsExactly("Pala", "Kunyit");
    }

    @Test
    void whenAStatementFailsNothingOfTheSetStaysAndThePlaceIsNamed() throws Exception {
        target.migration("01.sql", "CREATE TABLE spice (id int);")
                .migration("02.sql", "\n\nINSERT INTO spice VALUES (1);\nINSERT INTO nowhere VALUES ('a secret');");

        var result = failed(target.run(AS_ONE), "migration-failed");

        assertThat(result.reason())
                .startsWith("02.sql, statement 2, line 4: ")
                .contains("nowhere")
                .doesNotContain("secret");
        assertThat(target.askTarget("SELECT count(*) FROM pg_tables WHERE tablename = 'spice'"))
                .containsExactly("0");
        target.migration("02.sql", "INSERT INTO spice VALUES (1);");
        succeeded(target.run(AS_ONE));
    }

    @Test
    void aCommandOfPsqlIsCalledOne() throws Exception {
        target.migration("01.sql", "\\i other.sql\nSELECT 1;");

        assertThat(failed(target.run(AS_ONE), "migration-failed").reason()).contains("commands of psql");
    }

    @Test
    void whatCannotRunInOneTransactionIsRefusedBeforeAnythingRuns() throws Exception {
        target.migration("01.sql", "CREATE TABLE spice (id int);")
                .migration("02.sql", "CREATE INDEX CONCURRENTLY names ON dish (name);");

        assertThat(failed(target.run(AS_ONE), "not-in-transaction").reason())
                .startsWith("02.sql, line 1: this statement cannot run in a transaction")
                .contains("transaction: statement");

        target.migration("02.sql", "BEGIN; CREATE TABLE more (id int); COMMIT;");

        assertThat(failed(target.run(AS_ONE), "not-in-transaction").reason()).contains("opens or ends a transaction");
    }

    @Test
    void aSetThatAnInterruptedRunHasCommittedIsNotRunAgain() throws Exception {
        target.migration("01.sql", "INSERT INTO dish VALUES (4, 'Pecel', 1, now());");
        succeeded(target.run(AS_ONE));
        // As if the agent had been killed between the commit and its note of it.
        note("set", noted("set").replace("\"done\" : true", "\"done\" : false"));

        var result = succeeded(target.runAgain(AS_ONE));

        assertThat(fact(result, "was")).isEqualTo("done by an interrupted run");
        assertThat(target.askTarget("SELECT count(*) FROM dish")).containsExactly("4");
    }

    @Test
    void aSetThatAnInterruptedRunHasNotCommittedIsRunAgain() throws Exception {
        target.migration("01.sql", "INSERT INTO dish VALUES (4, 'Pecel', 1, now());");
        String hash = fact(succeeded(target.run(AS_ONE)), "migrations-sha256");
        target.sql("DELETE FROM dish WHERE id = 4");
        String aborted;
        try (Connection connection = target.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (var row = statement.executeQuery("SELECT txid_current()")) {
                row.next();
                aborted = row.getString(1);
            }
            connection.rollback();
        }
        note(
                "set",
                "{\"set\":\"" + hash + "\",\"file\":\"\",\"upTo\":0,\"transaction\":" + aborted + ",\"done\":false}");

        succeeded(target.runAgain(AS_ONE));

        assertThat(target.askTarget("SELECT count(*) FROM dish")).containsExactly("4");
    }

    @Test
    void aTransactionThatIsStillUnderWayLetsAPersonChoose() throws Exception {
        target.migration("01.sql", "INSERT INTO dish VALUES (4, 'Pecel', 1, now());");
        String hash = fact(succeeded(target.run(AS_ONE)), "migrations-sha256");
        try (Connection connection = target.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (var row = statement.executeQuery("SELECT txid_current()")) {
                row.next();
                note(
                        "set",
                        "{\"set\":\"" + hash + "\",\"file\":\"\",\"upTo\":0,\"transaction\":" + row.getString(1)
                                + ",\"done\":false}");
            }

            failed(target.runAgain(AS_ONE), "interrupted");
        }
    }

    @Test
    void statementByStatementWhatCameBeforeAFailureStaysAndTheRestFollowsOnRetry() throws Exception {
        target.script(
                        "steps",
                        "01.sql",
                        "CREATE TABLE spice (id int);\nCREATE INDEX CONCURRENTLY names ON dish (name);\n"
                                + "REINDEX INDEX CONCURRENTLY names;")
                .script(
                        "steps",
                        "02.sql",
                        "BEGIN;\nINSERT INTO spice VALUES (1);\nCOMMIT;\nINSERT INTO spice SELECT id FROM herbs;\nINSERT INTO"
                                + " spice VALUES (3);");

        var result = failed(target.run(BY_STATEMENT), "migration-failed");

        assertThat(result.reason()).startsWith("02.sql, statement 4, line 4: ").contains("What came before it stays");
        assertThat(target.askTarget("SELECT id FROM spice")).containsExactly("1");
        target.sql("CREATE TABLE herbs AS SELECT 2 AS id", "GRANT SELECT ON herbs TO PUBLIC");
        var retried = succeeded(target.run(BY_STATEMENT));
        assertThat(fact(retried, "statements-run")).isEqualTo("2 statements");
        assertThat(target.askTarget("SELECT id FROM spice ORDER BY id")).containsExactly("1", "2", "3");
    }

    @Test
    void anInterruptedStatementOutsideATransactionIsForAPersonToJudge() throws Exception {
        target.script("steps", "01.sql", "CREATE TABLE spice (id int);\nVACUUM dish;");
        String hash = fact(succeeded(target.run(BY_STATEMENT)), "migrations-sha256");
        note("steps", "{\"set\":\"" + hash + "\",\"file\":\"01.sql\",\"upTo\":2,\"done\":false}");

        assertThat(failed(target.runAgain(BY_STATEMENT), "interrupted").reason())
                .contains("01.sql, statement 2");

        var resumed = succeeded(target.run(BY_STATEMENT));
        assertThat(fact(resumed, "statements-run")).isEqualTo("1 statements");
    }

    @Test
    void aTransactionOfAFileThatAnInterruptedRunHasCommittedIsNotRunAgain() throws Exception {
        target.script("steps", "01.sql", "BEGIN;\nINSERT INTO dish VALUES (4, 'Pecel', 1, now());\nCOMMIT;\nSELECT 1;");
        String hash = fact(succeeded(target.run(BY_STATEMENT)), "migrations-sha256");
        String committed =
                target.askTarget("SELECT xmin FROM dish WHERE id = 4").getFirst();
        note(
                "steps",
                "{\"set\":\"" + hash + "\",\"file\":\"01.sql\",\"upTo\":1,\"transaction\":" + committed
                        + ",\"done\":false}");

        var again = succeeded(target.runAgain(BY_STATEMENT));

        assertThat(fact(again, "statements-run")).isEqualTo("1 statements");
    }

    @Test
    void aStatementWhoseTransactionIsStillUnderWayIsNotRunAgainOnceItIsCommitted() throws Exception {
        target.script("steps", "01.sql", "SELECT 1;\nINSERT INTO dish VALUES (4, 'Pecel', 1, now());");
        String hash = fact(succeeded(target.run(BY_STATEMENT)), "migrations-sha256");
        target.sql("DELETE FROM dish WHERE id = 4");
        try (Connection connection = target.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO dish VALUES (4, 'Pecel', 1, now())");
            try (var row = statement.executeQuery("SELECT txid_current()")) {
                row.next();
                note(
                        "steps",
                        "{\"set\":\"" + hash + "\",\"file\":\"01.sql\",\"upTo\":2,\"transaction\":" + row.getString(1)
                                + ",\"done\":false}");
            }
            assertThat(failed(target.runAgain(BY_STATEMENT), "interrupted").reason())
                    .contains("still under way");
            connection.commit();
        }

        assertThat(fact(succeeded(target.attempt(2).run(BY_STATEMENT)), "statements-run"))
                .isEqualTo("0 statements");
        assertThat(target.askTarget("SELECT count(*) FROM dish")).containsExactly("4");
    }

    @Test
    void filesThatChangedBetweenTwoRunsOfAWindowAreRefused() throws Exception {
        target.script("steps", "01.sql", "CREATE TABLE spice (id int);\nSELECT nothing;");
        failed(target.run(BY_STATEMENT), "migration-failed");
        target.script("steps", "01.sql", "CREATE TABLE herbs (id int);\nSELECT 1;");

        failed(target.run(BY_STATEMENT), "scripts-changed");
    }

    @Test
    void anInvalidIndexOfAFailedRunIsDroppedBeforeTheNext() throws Exception {
        target.script("steps", "01.sql", "CREATE UNIQUE INDEX CONCURRENTLY sizes ON menu.portion (id, size);");
        target.sql("INSERT INTO menu.portion (dish, size) VALUES (1, 'S')");
        target.script("steps", "02.sql", "CREATE UNIQUE INDEX CONCURRENTLY one_size ON menu.portion (size);");

        failed(target.run(BY_STATEMENT), "migration-failed");
        assertThat(target.askTarget("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
                .containsExactly("1");
        target.sql("DELETE FROM menu.portion WHERE id > 2");

        succeeded(target.run(BY_STATEMENT));
        assertThat(target.askTarget("SELECT count(*) FROM pg_index WHERE NOT indisvalid"))
                .containsExactly("0");
    }

    @Test
    void populationRunsOnceInAWindowAndUndoTakesItBack() throws Exception {
        target.script(
                "data", "01.sql", "INSERT INTO dish SELECT g, 'Dish ' || g, 1, now() FROM generate_series(10, 19) g;");

        succeeded(target.run(new Work.Populate("data")));
        assertThat(fact(succeeded(target.runAgain(new Work.Populate("data"))), "was"))
                .isEqualTo("done by an interrupted run");
        assertThat(target.askTarget("SELECT count(*) FROM dish")).containsExactly("13");

        target.migration("undo.sql", "DELETE FROM dish WHERE id >= 10;");
        succeeded(target.run(new Work.Undo("set")));
        assertThat(target.askTarget("SELECT count(*) FROM dish")).containsExactly("3");
    }

    @Test
    void aSetWithoutFilesIsAMistake() throws Exception {
        assertThat(failed(target.run(AS_ONE), "no-scripts").reason()).contains("'set'");
    }

    @Test
    void aLockThatSomebodyHoldsIsSaid() throws Exception {
        target.migration("01.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;");
        try (Connection other = target.connect();
                var statement = other.createStatement()) {
            other.setClientInfo("ApplicationName", "nightly report");
            other.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM dish");
            var run = java.util.concurrent.CompletableFuture.supplyAsync(() -> {
                try {
                    return target.run(AS_ONE);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            org.awaitility.Awaitility.await().until(() -> List.copyOf(target.progress()).stream()
                    .anyMatch(what -> what.contains("waits for a lock of nightly report")));
            other.rollback();
            succeeded(run.join());
        }
    }
}
