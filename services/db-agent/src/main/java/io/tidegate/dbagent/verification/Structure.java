package io.tidegate.dbagent.verification;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Columns, constraints and indexes, as the catalogue has them. */
final class Structure {
    private Structure() {}

    static List<String> table(Connection connection, String written) throws SQLException {
        Sql.Table table = Sql.Table.of(written);
        try (var select = connection.prepareStatement("""
                SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p')
                """)) {
            select.setString(1, table.schema());
            select.setString(2, table.name());
            try (var row = select.executeQuery()) {
                return row.next() ? List.of() : List.of("the table " + table + " is not there");
            }
        }
    }

    static List<String> column(Connection connection, Work.Verify.Column expected) throws SQLException {
        Sql.Table table = Sql.Table.of(expected.table());
        String name = table + "." + expected.column();
        try (var select = connection.prepareStatement("""
                SELECT format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
                FROM pg_attribute a
                JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                WHERE n.nspname = ? AND c.relname = ? AND a.attname = ? AND a.attnum > 0 AND NOT a.attisdropped
                """)) {
            select.setString(1, table.schema());
            select.setString(2, table.name());
            select.setString(3, expected.column());
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    return List.of("the column " + name + " is not there");
                }
                List<String> unmet = new ArrayList<>();
                if (!expected.type().equals(row.getString(1))) {
                    unmet.add(name + " has type " + row.getString(1) + ", expected " + expected.type());
                }
                if (expected.nullable() != row.getBoolean(2)) {
                    unmet.add(name
                            + (row.getBoolean(2) ? " may be NULL, and should not" : " may not be NULL, and should"));
                }
                if (!Objects.equals(expected.defaultsTo(), row.getString(3))) {
                    unmet.add(name + " defaults to " + shown(row.getString(3)) + ", expected "
                            + shown(expected.defaultsTo()));
                }
                return unmet;
            }
        }
    }

    private static String shown(@org.jspecify.annotations.Nullable String expression) {
        return expression == null ? "nothing" : expression;
    }

    static List<String> constraint(Connection connection, Work.Verify.Constraint expected) throws SQLException {
        Sql.Table table = Sql.Table.of(expected.table());
        String name = expected.name() + " of " + table;
        try (var select = connection.prepareStatement("""
                SELECT pg_get_constraintdef(k.oid), k.convalidated
                FROM pg_constraint k
                JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ? AND k.conname = ?
                """)) {
            select.setString(1, table.schema());
            select.setString(2, table.name());
            select.setString(3, expected.name());
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    return List.of("the constraint " + name + " is not there");
                }
                List<String> unmet = new ArrayList<>();
                String definition = row.getString(1);
                for (String word : expected.mentions()) {
                    if (!definition.contains(word)) {
                        unmet.add("the constraint " + name + " does not mention " + word + ": " + definition);
                    }
                }
                if (expected.definition() != null && !definition.equals(expected.definition())) {
                    unmet.add("the constraint " + name + " is " + definition + ", expected " + expected.definition());
                }
                if (!row.getBoolean(2)) {
                    unmet.add("the constraint " + name + " is not validated");
                }
                return unmet;
            }
        }
    }

    static List<String> index(Connection connection, Work.Verify.Index expected) throws SQLException {
        Sql.Table table = Sql.Table.of(expected.table());
        String name = expected.name() + " of " + table;
        try (var select = connection.prepareStatement("""
                SELECT x.indisvalid AND x.indisready,
                       ARRAY(SELECT pg_get_indexdef(x.indexrelid, k, true)
                             FROM generate_series(1, x.indnkeyatts) AS k ORDER BY k)
                FROM pg_index x
                JOIN pg_class i ON i.oid = x.indexrelid
                JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = ? AND c.relname = ? AND i.relname = ?
                """)) {
            select.setString(1, table.schema());
            select.setString(2, table.name());
            select.setString(3, expected.name());
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    return List.of("the index " + name + " is not there");
                }
                List<String> unmet = new ArrayList<>();
                if (!row.getBoolean(1)) {
                    unmet.add("the index " + name + " is invalid: drop it and build it again");
                }
                List<String> columns = List.of((String[]) row.getArray(2).getArray());
                if (!columns.equals(expected.columns())) {
                    unmet.add("the index " + name + " is over " + columns + ", expected " + expected.columns());
                }
                return unmet;
            }
        }
    }
}
