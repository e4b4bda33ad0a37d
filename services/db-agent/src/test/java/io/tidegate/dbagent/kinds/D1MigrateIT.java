package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.VerifyBuilder;
import io.tidegate.contracts.plan.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real Wrangler on a local D1 database. */
final class D1MigrateIT {
    private static final Work MIGRATE = new Work.Migrate("wrangler-d1", "set");
    /** Over a second, and counts nothing that matters. */
    private static final String SLOW = """
            CREATE TABLE slow AS
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000000)
            SELECT count(*) AS numbers FROM n;
            """;

    private static final String APPLIED = "SELECT name FROM d1_migrations ORDER BY id";

    @TempDir
    private Path directory = Path.of(".");

    private D1Target target;

    @BeforeEach
    void create() throws Exception {
        target = D1Target.create(directory);
    }

    @Test
    void whatWaitsIsAppliedInTheOrderOfItsNumbersAndEachFileIsEvidence() throws Exception {
        target.migration("0002_size.sql", "ALTER TABLE dish ADD COLUMN size TEXT;")
                .migration("0010_large.sql", "UPDATE dish SET size = 'L' WHERE price > 2;")
                .migration("0001_note.sql", "CREATE TABLE note (id INTEGER PRIMARY KEY);");

        var result = succeeded(target.run(MIGRATE));

        assertThat(target.ask(APPLIED)).containsExactly("0001_note.sql", "0002_size.sql", "0010_large.sql");
        assertThat(target.ask("SELECT name FROM dish WHERE size = 'L'")).containsExactly("Rendang");
        assertThat(fact(result, "migrations-run")).isEqualTo("3 migrations");
        assertThat(fact(result, "0010_large.sql")).isEqualTo("applied");
    }

    @Test
    void runAgainThereIsNothingLeftToDo() throws Exception {
        target.migration("0001_size.sql", "ALTER TABLE dish ADD COLUMN size TEXT;");
        target.run(MIGRATE);

        var result = succeeded(target.runAgain(MIGRATE));

        assertThat(fact(result, "migrations-run")).isEqualTo("0 migrations");
        assertThat(fact(result, "applied-before")).isEqualTo("1 migrations");
    }

    @Test
    void aFileThatFailsIsNamedInWordsLeavesNothingAndTheRestIsAppliedOnceItIsMended() throws Exception {
        target.migration("0001_size.sql", "ALTER TABLE dish ADD COLUMN size TEXT;")
                .migration("0002_more.sql", "CREATE TABLE half (id INTEGER); INSERT INTO dish (name) VALUES ('Soto');")
                .migration("0003_last.sql", "CREATE TABLE last (id INTEGER);");

        var failed = failed(target.run(MIGRATE), "migration-failed");

        assertThat(failed.reason())
                .startsWith("0002_more.sql failed: UNIQUE constraint failed: dish.name")
                .contains("Nothing of this file is in the database")
                .doesNotContain("Soto");
        assertThat(fact(failed, "0001_size.sql")).isEqualTo("applied");
        assertThat(fact(failed, "migrations-left")).isEqualTo("2 migrations");
        assertThat(target.ask("SELECT count(*) FROM sqlite_master WHERE name = 'half'"))
                .containsExactly("0");

        target.migration("0002_more.sql", "INSERT INTO dish (name) VALUES ('Opor');");

        assertThat(fact(succeeded(target.run(MIGRATE)), "migrations-run")).isEqualTo("2 migrations");
        assertThat(target.ask(APPLIED)).containsExactly("0001_size.sql", "0002_more.sql", "0003_last.sql");
    }

    @Test
    void aDatabaseThatIsNotThereIsNotMade() throws Exception {
        var elsewhere = D1Target.of(
                directory,
                target.d1().wrangler(),
                new io.tidegate.dbagent.config.AgentConfig.D1.Local(directory.resolve("empty")));
        elsewhere.migration("0001_size.sql", "CREATE TABLE size (id INTEGER);");

        assertThat(failed(elsewhere.run(MIGRATE), "no-database").reason())
                .contains(D1Target.ID)
                .contains("d1.local.persist-to");
        assertThat(directory.resolve("empty")).doesNotExist();
    }

    @Test
    void aDriverOfPostgresqlIsRefusedWithTheOneToWrite() throws Exception {
        assertThat(failed(target.run(new Work.Migrate("flyway", "set")), "no-such-driver")
                        .reason())
                .contains("wrangler-d1");
    }

    @Test
    void aRehearsalRunsOnACopyAndBindsTheMigrationToItsFiles() throws Exception {
        target.migration("0001_size.sql", "ALTER TABLE dish ADD COLUMN size TEXT NOT NULL DEFAULT 'S';\n" + SLOW);
        var verify = VerifyBuilder.verify()
                .columns(new Work.Verify.Column("dish", "size", "TEXT", false, "'S'"))
                .counts(new Work.Verify.Count("dish", 0))
                .rejects(new Work.Verify.Rejected("dish", Map.of("price", "5"), "name"))
                .sound(Work.Verify.Sound.INDEXES)
                .build();

        var rehearsed = succeeded(target.run(new Work.Rehearse(2, "wrangler-d1", "set", List.of(), verify)));

        assertThat(fact(rehearsed, "predicted-downtime")).endsWith(" ms");
        assertThat(target.ask("SELECT count(*) FROM pragma_table_info('dish') WHERE name = 'size'"))
                .containsExactly("0");
        assertThat(target.record("d1-rehearsal")).doesNotExist();
        assertThat(target.record("rehearsal-dump")).doesNotExist();

        Path record = target.record("rehearsal.json");
        Files.writeString(record, Files.readString(record).replaceAll("\"millis\" : \\d+", "\"millis\" : 9"));
        assertThat(fact(succeeded(target.run(MIGRATE)), "slower-than-rehearsed apply"))
                .endsWith(" ms, rehearsed 9 ms");
        assertThat(target.progress()).anyMatch(line -> line.contains("applying the migrations has taken"));

        target.migration("0001_size.sql", "ALTER TABLE dish ADD COLUMN size TEXT;");

        assertThat(failed(target.run(MIGRATE), "rehearsal-void").reason()).contains("rehearse");
    }
}
