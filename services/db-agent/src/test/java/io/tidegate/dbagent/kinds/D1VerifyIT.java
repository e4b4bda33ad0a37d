package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.VerifyBuilder;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.plan.Work.Verify;
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
        target.sql("""
                CREATE TABLE portion (
                    id INTEGER PRIMARY KEY, dish INTEGER REFERENCES dish (id), size TEXT DEFAULT 'S',
                    note TEXT NOT NULL DEFAULT '', CONSTRAINT "known" CHECK (size IN ('S', 'L')));
                CREATE INDEX portion_size ON portion (size, dish);
                CREATE UNIQUE INDEX one_note ON portion (dish, note);
                CREATE TRIGGER no_rice BEFORE INSERT ON portion WHEN NEW.note = 'rice'
                BEGIN SELECT RAISE(ABORT, 'no_rice'); END;
                INSERT INTO portion (dish) VALUES (1);
                """);
    }

    private static VerifyBuilder verify() {
        return VerifyBuilder.verify()
                .counts(new Verify.Count("dish", 0))
                .analyze("dish")
                .atLeast(Map.of("tables", 2, "indexes", 1))
                .sound(Verify.Sound.INDEXES, Verify.Sound.FOREIGN_KEYS);
    }

    private static Verify.Answer prices(String number, String sum) {
        return new Verify.Answer("prices", List.of(List.of(number, sum)));
    }

    @Test
    void whatThePlanExpectsIsComparedWithWhatIsThere() throws Exception {
        var result = succeeded(target.run(verify().columns(new Verify.Column("portion", "size", "TEXT", true, "'S'"))
                .constraints(new Verify.Constraint("portion", "known", List.of("size", "'L'"), null))
                .indexes(new Verify.Index("portion", "portion_size", List.of("size", "dish")))
                .filled(new Verify.Filled("dish", "name", null))
                .tables("dish", "portion")
                .answers(prices("3", "4.5"))
                .build()));

        assertThat(fact(result, "unmet")).isEqualTo("0 found");
        assertThat(target.ask("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'"))
                .containsExactly("1");
    }

    @Test
    void everythingThatIsNotSoIsSaid() throws Exception {
        target.sql("PRAGMA foreign_keys = OFF; INSERT INTO portion (dish) VALUES (99)");

        var failed = failed(
                target.run(verify().columns(
                                new Verify.Column("portion", "size", "INTEGER", false, null),
                                new Verify.Column("gone", "x", "TEXT", true, null))
                        .constraints(
                                new Verify.Constraint("portion", "known", List.of("XL"), null),
                                new Verify.Constraint("portion", "other", List.of(), null))
                        .indexes(new Verify.Index("portion", "portion_size", List.of("dish")))
                        .counts(new Verify.Count("dish", 2))
                        .filled(new Verify.Filled("dish", "price", "3"), new Verify.Filled("gone", "x", null))
                        .tables("menu")
                        .atLeast(Map.of("tables", 9))
                        .answers(prices("3", "5"))
                        .build()),
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
                .contains("answers 4.5 in row 1, column 2, expected 5");
    }

    private static Verify.Rejected portion(Map<String, String> row, String violates) {
        return new Verify.Rejected("portion", row, violates);
    }

    @Test
    void badRowsAreTriedOnACopyAndRefusedByWhatThePlanNames() throws Exception {
        succeeded(target.run(verify().rejects(
                        portion(Map.of("size", "M"), "known"),
                        portion(Map.of("dish", "99"), "dish"),
                        portion(Map.of("id", "1"), "id"),
                        portion(Map.of("dish", "1", "note", ""), "one_note"),
                        portion(Map.of("dish", "1"), "note"),
                        portion(Map.of("note", "rice"), "no_rice"),
                        new Verify.Rejected("dish", Map.of("price", "1"), "name"))
                .build()));

        assertThat(target.ask("SELECT count(*) FROM portion")).containsExactly("1");
        assertThat(target.record("d1-trial")).doesNotExist();
    }

    @Test
    void aBadRowThatIsAcceptedOrRefusedByAnotherConstraintIsSaidAndNotKept() throws Exception {
        target.sql("PRAGMA foreign_keys = OFF; INSERT INTO portion (dish) VALUES (99)");
        target.sql("CREATE TABLE empty (id INTEGER PRIMARY KEY, name TEXT)");

        var failed = failed(
                target.run(VerifyBuilder.verify()
                        .rejects(
                                portion(Map.of("size", "L", "note", "new"), "known"),
                                portion(Map.of("size", "M"), "one_note"),
                                portion(Map.of("dish", "98"), "size"),
                                portion(Map.of("colour", "red"), "known"),
                                new Verify.Rejected("empty", Map.of("name", "x"), "known"),
                                new Verify.Rejected("gone", Map.of("name", "x"), "known"))
                        .build()),
                "unmet");

        assertThat(failed.reason().split("; "))
                .containsExactlyInAnyOrder(
                        "the bad row portion " + Map.of("size", "L", "note", "new")
                                + " is accepted, expected known to refuse it",
                        "the bad row portion {size=M} is refused, but not by one_note: [SQLITE_CONSTRAINT_CHECK] A CHECK"
                                + " constraint failed (CHECK constraint failed: known)",
                        "the bad row portion {dish=98} is refused, but not by size: it refers by [dish] to a row that is"
                                + " not there",
                        "the bad row portion {colour=red} names a column that portion does not have",
                        "the bad row empty {name=x} cannot be tried: the table has no row to complete it from",
                        "the bad row gone {name=x} names a column that gone does not have");
        assertThat(target.ask("SELECT count(*) FROM portion")).containsExactly("2");
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
