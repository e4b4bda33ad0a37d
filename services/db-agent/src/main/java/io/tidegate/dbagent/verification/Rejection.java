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
        Map<String, Column> columns = insertable();
        for (String column : expected.row().keySet()) {
            if (!columns.containsKey(column)) {
                return List.of("the bad row " + what + " names a column that " + table + " does not have");
            }
        }
        Savepoint before = connection.setSavepoint();
        try {
            return insert(columns) == 0
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

    /**
     * @param numbered by a sequence, from which no number may be taken: what is taken from it stays taken
     */
    private record Column(String type, boolean numbered) {}

    private int insert(Map<String, Column> columns) throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            String quoted = table.quoted(statement);
            for (Map.Entry<String, Column> column : columns.entrySet()) {
                String name = Sql.identifier(statement, column.getKey());
                String given = expected.row().get(column.getKey());
                names.add(name);
                if (given != null) {
                    values.add("CAST(" + Sql.literal(statement, given) + " AS "
                            + column.getValue().type() + ")");
                } else if (column.getValue().numbered()) {
                    values.add("(SELECT min(" + name + ") - 1 FROM " + quoted + ")");
                } else {
                    values.add(name);
                }
            }
            return statement.executeUpdate("INSERT INTO " + quoted + " (" + String.join(", ", names)
                    + ") OVERRIDING SYSTEM VALUE SELECT " + String.join(", ", values) + " FROM (SELECT * FROM " + quoted
                    + " LIMIT 1) AS existing");
        }
    }

    /** Columns that the row has to say itself; those that a sequence numbers; and those that the plan names. */
    private Map<String, Column> insertable() throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT a.attname, format_type(a.atttypid, a.atttypmod),
                       a.attidentity <> '' OR a.attgenerated <> '' OR a.atthasdef,
                       a.attidentity <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid), '') LIKE 'nextval(%'
                FROM pg_attribute a
                JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
                ORDER BY a.attnum
                """)) {
            select.setString(1, table.schema());
            select.setString(2, table.name());
            Map<String, Column> columns = new LinkedHashMap<>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    boolean bySequence = row.getBoolean(4);
                    if (!row.getBoolean(3) || bySequence || expected.row().containsKey(row.getString(1))) {
                        columns.put(row.getString(1), new Column(row.getString(2), bySequence));
                    }
                }
            }
            return columns;
        }
    }
}
