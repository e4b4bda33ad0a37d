package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.fact;
import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static io.tidegate.dbagent.kinds.Target.APPLICATION;
import static io.tidegate.dbagent.kinds.Target.OWNER;
import static io.tidegate.dbagent.kinds.Target.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.VerifyBuilder;
import io.tidegate.contracts.plan.Work;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the application asks most, by pg_stat_statements: who would wait, and who has become slower. */
@Infrastructure
final class StatementsIT {
    private static final Work MIGRATE = new Work.Migrate("flyway", "set");
    private final Target target;

    StatementsIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        target = Target.create(postgres, "statements_it", directory);
    }

    /** In the maintenance database, where a copy of the target need not make it anew. */
    @BeforeEach
    void count() throws SQLException {
        target.administer("CREATE EXTENSION pg_stat_statements");
        target.administer("SELECT pg_stat_statements_reset()");
    }

    @AfterEach
    void countNoMore() throws SQLException {
        target.administer("DROP EXTENSION IF EXISTS pg_stat_statements");
    }

    private void asked(int times, String... statements) throws SQLException {
        try (Connection application = target.connectAsApplication();
                var statement = application.createStatement()) {
            for (int each = 0; each < times; each++) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        }
    }

    /** A function of the application's that takes so long. */
    private static String taking(String time) {
        return "CREATE OR REPLACE FUNCTION menu_of_the_day() RETURNS text LANGUAGE sql VOLATILE AS"
                + " $$ SELECT pg_sleep(" + time + "); SELECT 'Soto'; $$;";
    }

    @Test
    void theRehearsalSaysWhichOfTheBusiestStatementsWouldWaitAndForHowLong() throws Exception {
        target.sql(
                "GRANT USAGE ON SCHEMA menu TO " + quoted(APPLICATION),
                "GRANT SELECT, INSERT ON menu.portion TO " + quoted(APPLICATION));
        asked(
                5,
                "SELECT name FROM dish WHERE price < 3",
                "SELECT count(*) FROM menu.portion WHERE size = 'S'",
                "INSERT INTO menu.portion (dish, size) VALUES (1, 'S')",
                "SELECT now()");
        target.migration(
                "V1__slow.sql",
                "ALTER TABLE dish ALTER COLUMN price TYPE numeric(12,4);\n"
                        + "CREATE INDEX sizes ON menu.portion (size);\n"
                        + "SELECT pg_sleep(0.3);");

        var result = succeeded(target.run(new Work.Rehearse(2, "flyway", "set", List.of(), VerifyBuilder.nothing())));

        List<String> waits = result.evidence().stream()
                .filter(fact -> fact.name().startsWith("would-wait"))
                .map(Fact::text)
                .toList();
        assertThat(waits)
                .as("ALTER TYPE stops readers of dish, CREATE INDEX only writers of portion")
                .hasSize(2)
                .anyMatch(text -> text.contains("SELECT name FROM dish WHERE price < $1 (5 calls"))
                .anyMatch(text -> text.contains("INSERT INTO menu.portion (dish, size) VALUES ($1, $2) (5 calls"))
                .allMatch(text -> text.matches("up to [3-9]\\d\\d ms: .*|up to \\d{4,} ms: .*"));
    }

    @Test
    void aStatementThatHasBecomeMuchSlowerIsForAPersonToDecide() throws Exception {
        target.sql("SET ROLE " + quoted(OWNER), taking("0.002"));
        asked(20, "SELECT menu_of_the_day()", "SELECT count(*) FROM dish");
        target.migration("V1__slower.sql", taking("0.05"));
        succeeded(target.run(MIGRATE));
        asked(20, "SELECT menu_of_the_day()");

        var slow = failed(target.run(new Work.CompareStatements(20, 50, 70, 20)), "statements-slower");

        assertThat(slow.reason()).contains("over 70 % slower").contains("20 calls since): SELECT menu_of_the_day()");
        assertThat(fact(slow, "statements-compared")).isEqualTo("1 statements");
    }

    @Test
    void aStatementThatIsSomewhatSlowerIsSaidInTheChannel() throws Exception {
        target.sql("SET ROLE " + quoted(OWNER), taking("0.002"));
        asked(20, "SELECT menu_of_the_day()");
        target.migration("V1__slower.sql", taking("0.05"));
        succeeded(target.run(MIGRATE));
        asked(20, "SELECT menu_of_the_day()");

        succeeded(target.run(new Work.CompareStatements(20, 50, 100_000, 20)));

        assertThat(target.progress()).anyMatch(text -> text.contains("a statement is over 50 % slower"));
    }

    @Test
    void whatWasCalledTooSeldomSaysNothing() throws Exception {
        target.sql("SET ROLE " + quoted(OWNER), taking("0.002"));
        asked(20, "SELECT menu_of_the_day()");
        target.migration("V1__slower.sql", taking("0.05"));
        succeeded(target.run(MIGRATE));
        asked(3, "SELECT menu_of_the_day()");

        var result = succeeded(target.run(new Work.CompareStatements(20, 50, 70, 20)));

        assertThat(fact(result, "statements-compared")).isEqualTo("0 statements");
    }

    @Test
    void aServerThatCountsNothingIsSaid() throws Exception {
        target.administer("DROP EXTENSION pg_stat_statements");

        assertThat(failed(target.run(new Work.CompareStatements(20, 50, 70, 20)), "no-statistics")
                        .reason())
                .contains("create it in one of them");
        target.migration("V1__more.sql", "ALTER TABLE dish ADD COLUMN spicy boolean;");
        assertThat(fact(
                        succeeded(
                                target.run(new Work.Rehearse(2, "flyway", "set", List.of(), VerifyBuilder.nothing()))),
                        "busiest-statements"))
                .contains("no pg_stat_statements");
    }
}
