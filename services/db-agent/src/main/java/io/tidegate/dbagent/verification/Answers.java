package io.tidegate.dbagent.verification;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Queries of the agent's configuration, and whether they answer what a plan expects. They may only read. */
public final class Answers {
    /** What may be repeated of a database's content: a number, true or false. */
    private static final Pattern HARMLESS = Pattern.compile("-?\\d{1,18}(\\.\\d{1,6})?|t|f|true|false");

    private Answers() {}

    static List<String> check(
            Connection connection, Work.Verify.Answer expected, Map<String, AgentConfig.Query> queries)
            throws SQLException {
        AgentConfig.Query query = queries.get(expected.query());
        if (query == null) {
            return List.of(
                    "the agent's configuration has no query '" + expected.query() + "'; it has " + queries.keySet());
        }
        try (var statement = connection.createStatement()) {
            // Until the savepoint that the caller rolls back to.
            statement.execute("SET LOCAL transaction_read_only = on");
            statement.setMaxRows(expected.rows().size() + 1);
            try (var row = statement.executeQuery(query.sql())) {
                List<List<@Nullable String>> found = new ArrayList<>();
                int columns = row.getMetaData().getColumnCount();
                while (row.next()) {
                    List<@Nullable String> values = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        values.add(row.getString(i));
                    }
                    found.add(values);
                }
                return differences(expected, found);
            }
        }
    }

    /** @return a sentence for each value that is not as expected; it repeats nothing but numbers and truth values */
    public static List<String> differences(Work.Verify.Answer expected, List<List<@Nullable String>> found) {
        String name = "the query '" + expected.query() + "'";
        int wanted = expected.rows().size();
        if (found.size() != wanted) {
            return List.of(name + " answers " + (found.size() > wanted ? "more than " + wanted : found.size() + "")
                    + " rows, expected " + wanted);
        }
        List<String> unmet = new ArrayList<>();
        for (int i = 0; i < wanted; i++) {
            List<String> row = expected.rows().get(i);
            List<@Nullable String> values = found.get(i);
            if (row.size() != values.size()) {
                return List.of(name + " answers " + values.size() + " columns, expected " + row.size());
            }
            for (int k = 0; k < row.size(); k++) {
                if (!Objects.equals(row.get(k), values.get(k))) {
                    unmet.add(name + " answers " + shown(values.get(k)) + " in row " + (i + 1) + ", column " + (k + 1)
                            + ", expected " + row.get(k));
                }
            }
        }
        return unmet;
    }

    private static String shown(@Nullable String value) {
        if (value == null) {
            return "NULL";
        }
        return HARMLESS.matcher(value).matches() ? value : "something else";
    }
}
