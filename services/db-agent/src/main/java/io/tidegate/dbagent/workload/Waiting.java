package io.tidegate.dbagent.workload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.json.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tables the busiest statements read and write, as the planner of a copy of the database says: so which of them
 * would wait while a migration has a table locked. Nothing is executed but EXPLAIN.
 *
 * @param tables by statement, busiest first
 * @param unknown statements of which the planner says nothing: utility statements, or with names that another search
 *     path would find
 */
public record Waiting(Map<Counters.Counter, Tables> tables, int unknown) {
    private static final String NAME = "tidegate_waiting";

    /** @param read and written: {@code schema.table} */
    public record Tables(Set<String> read, Set<String> written) {}

    /** @param copy a connection to a copy of the target as it is before the migration */
    public static Waiting of(Connection copy, Counters counters, int top) throws SQLException {
        Map<Counters.Counter, Tables> tables = new LinkedHashMap<>();
        int unknown = 0;
        copy.setAutoCommit(false);
        try (Statement statement = copy.createStatement()) {
            statement.execute("SET TRANSACTION READ ONLY");
            statement.execute("SET LOCAL plan_cache_mode = force_generic_plan");
            for (var each : counters.busiest(top)) {
                Savepoint before = copy.setSavepoint();
                try {
                    explained(statement, each.getValue().text()).ifPresent(found -> tables.put(each.getValue(), found));
                } catch (SQLException e) {
                    unknown++;
                }
                copy.rollback(before);
                statement.execute("DEALLOCATE ALL");
            }
        } finally {
            copy.rollback();
            copy.setAutoCommit(true);
        }
        return new Waiting(tables, unknown);
    }

    private static Optional<Tables> explained(Statement statement, String text) throws SQLException {
        statement.execute("PREPARE " + NAME + " AS " + text);
        int parameters;
        try (var row = statement.executeQuery(
                "SELECT cardinality(parameter_types) FROM pg_prepared_statements WHERE name = '" + NAME + "'")) {
            row.next();
            parameters = row.getInt(1);
        }
        String arguments =
                parameters == 0 ? "" : "(" + String.join(", ", Collections.nCopies(parameters, "NULL")) + ")";
        try (var row = statement.executeQuery("EXPLAIN (VERBOSE, FORMAT JSON) EXECUTE " + NAME + arguments)) {
            row.next();
            var tables = new Tables(new HashSet<>(), new HashSet<>());
            collect(Json.mapper().readTree(row.getString(1)), tables);
            return tables.read().isEmpty() && tables.written().isEmpty() ? Optional.empty() : Optional.of(tables);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("EXPLAIN answers no JSON", e);
        }
    }

    private static void collect(JsonNode node, Tables tables) {
        if (node.has("Relation Name")) {
            String table = node.path("Schema").asText("public") + "."
                    + node.path("Relation Name").asText();
            boolean writes = node.path("Node Type").asText().equals("ModifyTable");
            (writes ? tables.written() : tables.read()).add(table);
        }
        node.forEach(child -> collect(child, tables));
    }
}
