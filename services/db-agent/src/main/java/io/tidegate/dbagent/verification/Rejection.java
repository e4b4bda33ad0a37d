package io.tidegate.dbagent.verification;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.util.ServerErrorMessage;

/**
 * Tries to insert a bad row, under a savepoint that is rolled back whatever happens, and looks which constraint refuses
 * it. Columns that the plan does not name take their default where they have one, else the value of an existing row.
 */
final class Rejection {
    private static final String NOT_NULL_VIOLATION = "23502";

    private final Connection connection;
    private final Sql.Table table;
    private final Work.Verify.Rejected expected;

    private Rejection(Connection connection, Work.Verify.Rejected expected) {
        this.connection = connection;
        this.table = Sql.Table.of(expected.table());
        this.expected = expected;
    }

    static List<String> check(Connection connection, Work.Verify.Rejected expected) throws SQLException {
        return new Rejection(connection, expected).check();
    }

    private List<String> check() throws SQLException {
        String what = table + " " + expected.row();
        Map<String, String> types = insertable();
        for (String column : expected.row().keySet()) {
            if (!types.containsKey(column)) {
                return List.of("the bad row " + what + " names a column that " + table + " does not have");
            }
        }
        Savepoint before = connection.setSavepoint();
        try {
            return insert(types) == 0
                    ? List.of("the bad row " + what + " cannot be tried: the table has no row to complete it from")
                    : List.of(
                            "the bad row " + what + " is accepted, expected " + expected.violates() + " to refuse it");
        } catch (SQLException e) {
            return refusedAsExpected(e)
                    ? List.of()
                    : List.of("the bad row " + what + " is refused, but not by " + expected.violates() + ": "
                            + Sql.reason(e));
        } finally {
            connection.rollback(before);
        }
    }

    /** A violated NOT NULL has no name before PostgreSQL 18; then the column's name stands for it. */
    private boolean refusedAsExpected(SQLException e) {
        ServerErrorMessage server = Sql.serverMessage(e);
        return server != null
                && (expected.violates().equals(server.getConstraint())
                        || NOT_NULL_VIOLATION.equals(e.getSQLState())
                                && expected.violates().equals(server.getColumn()));
    }

    private int insert(Map<String, String> types) throws SQLException {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> column : types.entrySet()) {
                String name = Sql.identifier(statement, column.getKey());
                String given = expected.row().get(column.getKey());
                columns.add(name);
                values.add(
                        given == null
                                ? name
                                : "CAST(" + Sql.literal(statement, given) + " AS " + column.getValue() + ")");
            }
            String quoted = table.quoted(statement);
            return statement.executeUpdate("INSERT INTO " + quoted + " (" + String.join(", ", columns) + ") SELECT "
                    + String.join(", ", values) + " FROM (SELECT * FROM " + quoted + " LIMIT 1) AS existing");
        }
    }

    /** Columns that the row has to say itself, with their types; and those that the plan names. */
    private Map<String, String> insertable() throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT a.attname, format_type(a.atttypid, a.atttypmod),
                       a.attidentity <> '' OR a.attgenerated <> '' OR a.atthasdef
                FROM pg_attribute a
                JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
                ORDER BY a.attnum
                """)) {
            select.setString(1, table.schema());
            select.setString(2, table.name());
            Map<String, String> types = new LinkedHashMap<>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    if (!row.getBoolean(3) || expected.row().containsKey(row.getString(1))) {
                        types.put(row.getString(1), row.getString(2));
                    }
                }
            }
            return types;
        }
    }
}
