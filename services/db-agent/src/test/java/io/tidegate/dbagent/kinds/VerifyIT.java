package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.VerifyBuilder;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.plan.Work.Verify;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Infrastructure
final class VerifyIT {
    private final Target target;

    VerifyIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        target = Target.create(postgres, "verify_it", directory);
    }

    @BeforeEach
    void countRows() throws Exception {
        succeeded(target.run(new Work.Backup(1)));
    }

    private static Verify columns(Verify.Column... columns) {
        return VerifyBuilder.verify().columns(columns).build();
    }

    private static Verify counts(Verify.Count... counts) {
        return VerifyBuilder.verify().counts(counts).build();
    }

    private static Verify filled(Verify.Filled... filled) {
        return VerifyBuilder.verify().filled(filled).build();
    }

    private static Verify rejects(String table, Map<String, String> row, String violates) {
        return VerifyBuilder.verify()
                .rejects(new Verify.Rejected(table, row, violates))
                .build();
    }

    @Test
    void everythingThatIsAsExpectedPasses() throws Exception {
        target.sql("CREATE INDEX dish_price ON dish (price, name)");

        succeeded(target.run(VerifyBuilder.verify()
                .columns(
                        new Verify.Column("dish", "price", "numeric(8,2)", true, null),
                        new Verify.Column("dish", "name", "text", false, null))
                .constraints(new Verify.Constraint("menu.portion", "known", List.of("'S'", "'L'"), null))
                .indexes(new Verify.Index("dish", "dish_price", List.of("price", "name")))
                .counts(new Verify.Count("dish", 0), new Verify.Count("menu.portion", 0))
                .filled(new Verify.Filled("dish", "name", null))
                .rejects(
                        new Verify.Rejected("menu.portion", Map.of("size", "XL"), "known"),
                        new Verify.Rejected("menu.portion", Map.of("dish", "99"), "portion_dish_fkey"))
                .analyze("dish", "menu.portion")
                .build()));

        assertThat(target.askTarget("SELECT count(*) FROM menu.portion")).containsExactly("2");
        assertThat(target.askTarget("SELECT last_analyze IS NOT NULL FROM pg_stat_user_tables WHERE relname = 'dish'"))
                .containsExactly("t");
    }

    @Test
    void everythingThatIsNotSoIsSaidInOneGo() throws Exception {
        var result = failed(
                target.run(VerifyBuilder.verify()
                        .columns(
                                new Verify.Column("dish", "price", "integer", false, "0"),
                                new Verify.Column("dish", "colour", "text", true, null))
                        .constraints(
                                new Verify.Constraint("menu.portion", "known", List.of("'XXL'"), null),
                                new Verify.Constraint("dish", "nowhere", List.of(), null))
                        .indexes(
                                new Verify.Index("dish", "dish_pkey", List.of("name")),
                                new Verify.Index("dish", "nowhere", List.of("name")))
                        .counts(new Verify.Count("dish", 1))
                        .filled(new Verify.Filled("dish", "price", "3.00"))
                        .analyze("nowhere")
                        .build()),
                "unmet");

        assertThat(result.reason())
                .contains(
                        "dish.price has type numeric(8,2), expected integer",
                        "dish.price may be NULL",
                        "dish.price defaults to nothing, expected 0",
                        "the column dish.colour is not there",
                        "does not mention 'XXL'",
                        "the constraint nowhere of dish is not there",
                        "is over [id], expected [name]",
                        "the index nowhere of dish is not there",
                        "dish has 3 rows, expected 4 (3 before)",
                        "dish.price is NULL in 1 rows",
                        "dish.price is not '3.00' in 1 rows");
    }

    @Test
    void anInvalidIndexIsNoIndex() throws Exception {
        target.sql("CREATE INDEX dish_name ON dish (name)");
        target.sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'dish_name'::regclass");

        var result = failed(
                target.run(VerifyBuilder.verify()
                        .indexes(new Verify.Index("dish", "dish_name", List.of("name")))
                        .build()),
                "unmet");

        assertThat(result.reason()).contains("invalid");
    }

    @Test
    void aConstraintThatWasNeverValidatedDoesNotCount() throws Exception {
        target.sql("ALTER TABLE dish ADD CONSTRAINT cheap CHECK (price < 2) NOT VALID");

        var result = failed(
                target.run(VerifyBuilder.verify()
                        .constraints(new Verify.Constraint("dish", "cheap", List.of("price"), null))
                        .build()),
                "unmet");

        assertThat(result.reason()).contains("not validated");
    }

    @Test
    void aBadRowThatIsAcceptedIsSaidAndNotKept() throws Exception {
        var result = failed(target.run(rejects("menu.portion", Map.of("size", "S"), "known")), "unmet");

        assertThat(result.reason()).contains("is accepted");
        assertThat(target.askTarget("SELECT count(*) FROM menu.portion")).containsExactly("2");
    }

    @Test
    void aBadRowMustBeRefusedByTheConstraintThatThePlanNames() throws Exception {
        var result = failed(target.run(rejects("menu.portion", Map.of("dish", "99"), "known")), "unmet");

        assertThat(result.reason()).contains("not by known").contains("portion_dish_fkey");
    }

    @Test
    void aMissingValueIsRefusedByTheColumnsName() throws Exception {
        target.sql(
                "ALTER TABLE menu.portion ALTER COLUMN size DROP NOT NULL, ADD COLUMN note text NOT NULL DEFAULT ''");
        target.sql("ALTER TABLE menu.portion ALTER COLUMN note DROP DEFAULT");

        failed(target.run(rejects("menu.portion", Map.of("size", "XL", "note", "x"), "note")), "unmet");
    }

    @Test
    void aTableWithoutARowCannotBeTried() throws Exception {
        target.sql("DELETE FROM menu.portion");

        var result = failed(target.run(rejects("menu.portion", Map.of("size", "XL"), "known")), "unmet");

        assertThat(result.reason()).contains("no row to complete it from");
    }

    @Test
    void aTableThatIsNotThereFailsItsCheckAlone() throws Exception {
        var result = failed(
                target.run(filled(new Verify.Filled("nowhere", "x", null), new Verify.Filled("dish", "price", null))),
                "unmet");

        assertThat(result.reason()).contains("nowhere").contains("dish.price is NULL in 1 rows");
    }

    @Test
    void rowsThatGrewByTheExpectedNumberPass() throws Exception {
        target.sql("INSERT INTO dish VALUES (4, 'Pecel', 2, now())");

        succeeded(target.run(counts(new Verify.Count("dish", 1))));
        succeeded(target.run(columns(new Verify.Column("public.dish", "id", "integer", false, null))));
    }

    private static Work whole(String json) {
        return Json.read("{\"kind\":\"verify\"," + json + "}", Work.class);
    }

    @Test
    void tablesThatAreNotThereAndTooFewOfThemAreSaid() throws Exception {
        succeeded(target.run(whole("\"tables\":[\"dish\",\"menu.portion\"],\"atLeast\":{\"tables\":1,\"indexes\":1}")));

        assertThat(failed(
                                target.run(
                                        whole("\"tables\":[\"herbs\"],\"atLeast\":{\"tables\":110,\"indexes\":320}")),
                                "unmet")
                        .reason())
                .contains("the table herbs is not there")
                .contains("schema public has 1 tables, expected at least 110")
                .contains("indexes, expected at least 320");
    }

    @Test
    void invalidIndexesAndUnvalidatedForeignKeysAnywhereAreSaid() throws Exception {
        succeeded(target.run(whole("\"sound\":[\"indexes\",\"foreign-keys\"]")));
        target.sql("ALTER TABLE menu.portion ADD CONSTRAINT loose FOREIGN KEY (dish) REFERENCES dish NOT VALID");
        target.sql("INSERT INTO menu.portion (dish, size) VALUES (1, 'S')");
        try {
            target.sql("CREATE UNIQUE INDEX CONCURRENTLY one_size ON menu.portion (size)");
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("23505");
        }

        assertThat(failed(target.run(whole("\"sound\":[\"indexes\",\"foreign-keys\"]")), "unmet")
                        .reason())
                .contains("menu.one_size is an invalid index")
                .contains("menu.portion.loose is a foreign key that was not validated");
    }

    @Test
    void aQueryOfTheAgentAnswersWhatThePlanExpects() throws Exception {
        succeeded(
                target.run(
                        whole(
                                "\"answers\":[{\"query\":\"prices\",\"rows\":[[\"3\",\"4.50\"]]},{\"query\":\"no-dish\",\"rows\":[]}]")));
        target.sql("UPDATE dish SET price = 9 WHERE id = 3");

        assertThat(failed(
                                target.run(whole("\"answers\":[{\"query\":\"prices\",\"rows\":[[\"3\",\"4.50\"]]}]")),
                                "unmet")
                        .reason())
                .isEqualTo("the query 'prices' answers 10.50 in row 1, column 2, expected 4.50");
        assertThat(failed(target.run(whole("\"answers\":[{\"query\":\"names\",\"rows\":[[\"x\"]]}]")), "unmet")
                        .reason())
                .isEqualTo("the query 'names' answers more than 1 rows, expected 1");
        assertThat(failed(
                                target.run(whole(
                                        "\"answers\":[{\"query\":\"names\",\"rows\":[[\"x\"],[\"y\"],[\"z\"]]}]")),
                                "unmet")
                        .reason())
                .contains("something else")
                .doesNotContain("Soto");
        assertThat(failed(target.run(whole("\"answers\":[{\"query\":\"gone\",\"rows\":[]}]")), "unmet")
                        .reason())
                .contains("has no query 'gone'");
    }

    @Test
    void aQueryThatWritesIsRefusedByTheServer() throws Exception {
        assertThat(failed(target.run(whole("\"answers\":[{\"query\":\"writes\",\"rows\":[[\"1\"]]}]")), "unmet")
                        .reason())
                .contains("25006");
    }

    @Test
    void aConstraintsWholeDefinitionIsCompared() throws Exception {
        String definition = target.askTarget(
                        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'known'")
                .getFirst();

        succeeded(target.run(VerifyBuilder.verify()
                .constraints(new Verify.Constraint("menu.portion", "known", List.of(), definition))
                .build()));
        assertThat(failed(
                                target.run(VerifyBuilder.verify()
                                        .constraints(new Verify.Constraint(
                                                "menu.portion", "known", List.of(), "CHECK (true)"))
                                        .build()),
                                "unmet")
                        .reason())
                .contains("expected CHECK (true)");
    }

    @Test
    void aBadRowTakesNoNumberOfASequence() throws Exception {
        target.sql(
                "SET ROLE " + Target.quoted(Target.OWNER),
                "CREATE TABLE numbered (id serial PRIMARY KEY, size text CHECK (size <> 'XL'), dish integer REFERENCES dish)",
                "INSERT INTO numbered (size, dish) VALUES ('S', 1)");
        String before =
                target.askTarget("SELECT last_value FROM numbered_id_seq").getFirst();

        succeeded(target.run(rejects("numbered", Map.of("size", "XL"), "numbered_size_check")));
        succeeded(target.run(rejects("numbered", Map.of("dish", "99"), "numbered_dish_fkey")));
        succeeded(target.run(rejects("numbered", Map.of("id", "1"), "numbered_pkey")));

        assertThat(target.askTarget("SELECT last_value FROM numbered_id_seq")).containsExactly(before);
    }
}
