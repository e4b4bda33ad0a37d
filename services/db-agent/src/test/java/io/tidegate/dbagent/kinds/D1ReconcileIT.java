package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.step.StepResult;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that a runner of its team's own has migrated comes to Wrangler. */
final class D1ReconcileIT {
    private static final String NOTED = "SELECT name FROM d1_migrations ORDER BY id";

    @TempDir
    private Path directory = Path.of(".");

    private D1Target target;

    @BeforeEach
    void createByAnotherRunner() throws Exception {
        target = D1Target.create(directory);
        target.sql("""
                CREATE TABLE schema_versions (version INTEGER PRIMARY KEY);
                CREATE TABLE portion (id integer primary key, dish INTEGER NOT NULL REFERENCES dish (id) ON DELETE CASCADE);
                CREATE INDEX portion_dish ON portion (dish);
                """);
        target.migration("0001_dish.sql", """
                        CREATE TABLE dish (
                            id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, price REAL
                        );
                        """)
                .migration("0002_portion.sql", """
                        CREATE TABLE portion (
                            id INTEGER PRIMARY KEY,
                            dish INTEGER NOT NULL REFERENCES dish (id) ON DELETE CASCADE
                        );
                        CREATE INDEX portion_dish ON portion (dish);
                        """)
                .migration("0003_size.sql", "ALTER TABLE dish ADD COLUMN size TEXT;");
    }

    private StepResult baseline(String file) throws Exception {
        return target.run(new Work.Reconcile("wrangler-d1", "set", "baseline", file));
    }

    @Test
    void theFilesThatItHasAreNotedAndTheNextIsApplied() throws Exception {
        var result = succeeded(baseline("0002_portion.sql"));

        assertThat(target.ask(NOTED)).containsExactly("0001_dish.sql", "0002_portion.sql");
        assertThat(fact(result, "noted")).isEqualTo("2 migrations");
        assertThat(fact(result, "migrations-left")).isEqualTo("1 migrations");
        assertThat(fact(result, "not-of-the-files")).isEqualTo("schema_versions");
        assertThat(target.ask("SELECT count(*) FROM dish")).containsExactly("3");
        assertThat(fact(succeeded(target.run(new Work.Migrate("wrangler-d1", "set"))), "migrations-run"))
                .isEqualTo("1 migrations");
    }

    @Test
    void doneAgainNothingIsNotedTwice() throws Exception {
        baseline("0001_dish.sql");

        var result = succeeded(baseline("0002_portion.sql"));

        assertThat(fact(result, "noted-before")).isEqualTo("1 migrations");
        assertThat(target.ask(NOTED)).containsExactly("0001_dish.sql", "0002_portion.sql");
    }

    @Test
    void aFileThatTheSchemaDoesNotShowIsRefusedAndNothingIsNoted() throws Exception {
        var failed = failed(baseline("0003_size.sql"), "schema-differs");

        assertThat(failed.reason()).contains("dish: column size is missing").contains("nothing was noted");
        assertThat(target.ask("SELECT count(*) FROM sqlite_master WHERE name = 'd1_migrations'"))
                .containsExactly("0");
    }

    @Test
    void aColumnOfALaterFileIndexesAndForeignKeysCountToo() throws Exception {
        target.sql("ALTER TABLE dish ADD COLUMN size TEXT");
        target.sql("DROP INDEX portion_dish");

        assertThat(failed(baseline("0002_portion.sql"), "schema-differs").reason())
                .contains("dish: column size is too many")
                .contains("portion: index portion_dish is missing");
    }

    @Test
    void theFileMustBeAmongTheFiles() throws Exception {
        assertThat(failed(baseline("0009_none.sql"), "no-such-migration").reason())
                .contains("0001_dish.sql, 0002_portion.sql, 0003_size.sql");
    }
}
