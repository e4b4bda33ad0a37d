package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.plan.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verification and preflight of a local D1 database. */
final class D1VerifyIT {
    @TempDir
    private Path directory = Path.of(".");

    private D1Target target;

    @BeforeEach
    void create() throws Exception {
        target = D1Target.create(directory);
        target.run(new Work.Backup(1));
        target.wrangler("""
                CREATE TABLE portion (
                    id INTEGER PRIMARY KEY, dish INTEGER REFERENCES dish (id), size TEXT DEFAULT 'S',
                    CONSTRAINT "known" CHECK (size IN ('S', 'L')));
                CREATE INDEX portion_size ON portion (size, dish);
                """);
    }

    private static Work.Verify verify(
            List<Work.Verify.Column> columns,
            List<Work.Verify.Constraint> constraints,
            List<Work.Verify.Index> indexes,
            long grownBy,
            List<Work.Verify.Filled> filled,
            List<Work.Verify.Rejected> rejects,
            List<String> tables,
            int least,
            List<List<String>> answer) {
        return new Work.Verify(
                columns,
                constraints,
                indexes,
                List.of(new Work.Verify.Count("dish", grownBy)),
                filled,
                rejects,
                List.of("dish"),
                tables,
                Map.of("tables", least, "indexes", 1),
                List.of(Work.Verify.Sound.INDEXES, Work.Verify.Sound.FOREIGN_KEYS),
                List.of(new Work.Verify.Answer("prices", answer)));
    }

    @Test
    void whatThePlanExpectsIsComparedWithWhatIsThere() throws Exception {
        var result = succeeded(target.run(verify(
                List.of(new Work.Verify.Column("portion", "size", "TEXT", true, "'S'")),
                List.of(new Work.Verify.Constraint("portion", "known", List.of("size", "'L'"), null)),
                List.of(new Work.Verify.Index("portion", "portion_size", List.of("size", "dish"))),
                0,
                List.of(new Work.Verify.Filled("dish", "name", null)),
                List.of(),
                List.of("dish", "portion"),
                2,
                List.of(List.of("3", "4.5")))));

        assertThat(fact(result, "unmet")).isEqualTo("0 found");
        assertThat(target.ask("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'"))
                .containsExactly("1");
    }

    @Test
    void everythingThatIsNotSoIsSaid() throws Exception {
        target.sql("PRAGMA foreign_keys = OFF; INSERT INTO portion (dish) VALUES (99)");

        var failed = failed(
                target.run(verify(
                        List.of(
                                new Work.Verify.Column("portion", "size", "INTEGER", false, null),
                                new Work.Verify.Column("gone", "x", "TEXT", true, null)),
                        List.of(
                                new Work.Verify.Constraint("portion", "known", List.of("XL"), null),
                                new Work.Verify.Constraint("portion", "other", List.of(), null)),
                        List.of(new Work.Verify.Index("portion", "portion_size", List.of("dish"))),
                        2,
                        List.of(
                                new Work.Verify.Filled("dish", "price", "3"),
                                new Work.Verify.Filled("gone", "x", null)),
                        List.of(new Work.Verify.Rejected("portion", Map.of("size", "M"), "known")),
                        List.of("menu"),
                        9,
                        List.of(List.of("3", "5")))),
                "unmet");

        assertThat(failed.reason())
                .contains("portion.size has type TEXT, expected INTEGER")
                .contains("portion.size may be NULL, and should not")
                .contains("portion.size defaults to 'S', expected nothing")
                .contains("the column gone.x is not there")
                .contains("the constraint known of portion does not mention XL")
                .contains("the constraint other of portion is not there")
                .contains("the index portion_size of portion is over [size, dish], expected [dish]")
                .contains("dish has 3 rows, expected 5 (3 before)")
                .contains("dish.price is NULL in 1 rows")
                .contains("dish.price is not '3' in 2 rows")
                .contains("no such table: gone")
                .contains("the table menu is not there")
                .contains("2 tables, expected at least 9")
                .contains("1 rows of portion refer to rows of dish that are not there")
                .contains("answers 4.5 in row 1, column 2, expected 5")
                .contains("cannot be tried on D1");
    }

    @Test
    void preflightSaysWhatIsThereAndWhatIsMissing() throws Exception {
        target.migration("0001_size.sql", "SELECT 1;");

        var result = succeeded(target.run(preflight(3)));

        assertThat(fact(result, "wrangler")).startsWith("4.");
        assertThat(fact(result, "node")).startsWith("v");
        assertThat(fact(result, "tables")).isEqualTo("2 tables");
        assertThat(failed(target.run(preflight(11)), "unfit").reason()).contains("write min-version 3");
    }

    @Test
    void preflightFindsADamagedFileAndADatabaseThatIsNotThere() throws Exception {
        target.sql("PRAGMA journal_mode = DELETE");
        byte[] bytes = java.nio.file.Files.readAllBytes(target.file());
        java.util.Arrays.fill(bytes, bytes.length - 4096, bytes.length - 2048, (byte) 7);
        java.nio.file.Files.write(target.file(), bytes);

        assertThat(failed(target.run(preflight(3)), "unfit").reason()).contains("the database");

        var elsewhere = D1Target.of(
                directory,
                target.d1().wrangler(),
                new io.tidegate.dbagent.config.AgentConfig.D1.Local(directory.resolve("empty")));
        assertThat(failed(elsewhere.run(preflight(3)), "unfit").reason()).contains("there is no local database");
    }

    private static Work.Preflight preflight(int version) {
        return new Work.Preflight(version, 0, 10, Duration.ofMinutes(1), Duration.ofSeconds(1));
    }
}
