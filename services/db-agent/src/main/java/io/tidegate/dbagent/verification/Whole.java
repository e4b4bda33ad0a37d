package io.tidegate.dbagent.verification;

import io.tidegate.contracts.plan.Work.Verify.Sound;
import io.tidegate.dbagent.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What holds for the database as a whole. */
final class Whole {
    private static final String TABLES = """
            SELECT count(*) FROM pg_class c
            WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
            """;

    private static final String INDEXES = """
            SELECT count(*) FROM pg_class c
            WHERE c.relkind IN ('i', 'I') AND c.relnamespace = 'public'::regnamespace
            """;

    private static final String INVALID_INDEXES = """
            SELECT n.nspname || '.' || c.relname
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT (i.indisvalid AND i.indisready) AND n.nspname <> 'pg_toast' ORDER BY 1
            """;

    private static final String UNVALIDATED = """
            SELECT conrelid::regclass || '.' || conname FROM pg_constraint
            WHERE contype = 'f' AND NOT convalidated ORDER BY 1
            """;

    private Whole() {}

    /** @param what {@code tables} or {@code indexes} */
    static List<String> atLeast(Connection connection, String what, int least) throws SQLException {
        long found = Sql.number(connection, what.equals("tables") ? TABLES : INDEXES);
        return found >= least
                ? List.of()
                : List.of("schema public has " + found + " " + what + ", expected at least " + least);
    }

    static List<String> sound(Connection connection, Sound what) throws SQLException {
        return switch (what) {
            case INDEXES -> each(connection, INVALID_INDEXES, "is an invalid index: drop it and build it again");
            case FOREIGN_KEYS ->
                each(
                        connection,
                        UNVALIDATED,
                        "is a foreign key that was not validated: ALTER TABLE … VALIDATE CONSTRAINT");
        };
    }

    private static List<String> each(Connection connection, String sql, String complaint) throws SQLException {
        List<String> unmet = new ArrayList<>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                unmet.add(row.getString(1) + " " + complaint);
            }
        }
        return unmet;
    }
}
