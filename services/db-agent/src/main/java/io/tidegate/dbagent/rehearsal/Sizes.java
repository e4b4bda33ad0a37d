package io.tidegate.dbagent.rehearsal;

import io.tidegate.contracts.Fact;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How large a database is, and each of its indexes.
 *
 * @param indexes bytes by schema and name
 */
record Sizes(long bytes, Map<String, Long> indexes) {
    private static final int MOST_TOLD = 20;

    static Sizes of(Connection connection) throws SQLException {
        Map<String, Long> indexes = new LinkedHashMap<>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT n.nspname || '.' || c.relname, pg_relation_size(c.oid)
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE c.relkind = 'i' AND n.nspname NOT LIKE 'pg\\_%' ORDER BY 2 DESC, 1
                        """)) {
            while (row.next()) {
                indexes.put(row.getString(1), row.getLong(2));
            }
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_database_size(current_database())")) {
            row.next();
            return new Sizes(row.getLong(1), indexes);
        }
    }

    /** What a migration has added, the largest new indexes first. */
    List<Fact> addedTo(Sizes before) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.number("disk-used", Math.max(0, (double) bytes - before.bytes()), "bytes"));
        indexes.entrySet().stream()
                .filter(index -> !before.indexes().containsKey(index.getKey()))
                .limit(MOST_TOLD)
                .forEach(index -> facts.add(Fact.number("index " + index.getKey(), index.getValue(), "bytes")));
        return facts;
    }
}
