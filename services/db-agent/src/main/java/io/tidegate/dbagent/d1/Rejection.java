package io.tidegate.dbagent.d1;

import io.tidegate.contracts.plan.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Tries to insert a bad row into a copy, in a transaction that is rolled back, and looks what refuses it. Columns that the
 * plan does not name take their default where they have one, else the value of an existing row; a number that SQLite
 * gives is left to it.
 *
 * <p>SQLite names a CHECK constraint alone. What a column must have (NOT NULL, UNIQUE, a reference) goes by the column's
 * name, a unique index by its own too, and a trigger by what it says.
 */
final class Rejection {
    private static final Pattern SENTENCE =
            Pattern.compile("\\((?:(?:CHECK|NOT NULL|UNIQUE) constraint failed: )?(.*)\\)", Pattern.DOTALL);

    private static final Pattern UNNAMED_COLUMNS = Pattern.compile("index '(.*)'", Pattern.DOTALL);

    private final Connection connection;
    private final Work.Verify.Rejected expected;
    private final String table;

    private Rejection(Connection connection, Work.Verify.Rejected expected) {
        this.connection = connection;
        this.expected = expected;
        this.table = Sqlite.identifier(expected.table());
    }

    /** @return a sentence where the row is not refused as expected */
    static List<String> check(Connection connection, Work.Verify.Rejected expected) throws SQLException {
        return new Rejection(connection, expected).check().map(List::of).orElse(List.of());
    }

    private Optional<String> check() throws SQLException {
        String what = "the bad row " + expected.table() + " " + expected.row();
        Set<String> there = columns("SELECT name FROM pragma_table_xinfo(?)");
        for (String column : expected.row().keySet()) {
            if (!there.contains(column)) {
                return Optional.of(what + " names a column that " + expected.table() + " does not have");
            }
        }
        execute("PRAGMA foreign_keys = ON");
        connection.setAutoCommit(false);
        try {
            // A reference is looked at below, where its column can be named.
            execute("PRAGMA defer_foreign_keys = ON");
            return tried(what);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private Optional<String> tried(String what) throws SQLException {
        Map<Integer, Long> before = orphans();
        Refusal refusal;
        try {
            if (insert() == 0) {
                return Optional.of(what + " cannot be tried: the table has no row to complete it from");
            }
            refusal = byReference(before);
        } catch (SQLiteException e) {
            if ((e.getResultCode().code & 0xff) != SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
                throw e;
            }
            refusal = byConstraint(e);
        }
        if (refusal.names().contains(expected.violates())) {
            return Optional.empty();
        }
        return Optional.of(
                refusal.names().isEmpty()
                        ? what + " is accepted, expected " + expected.violates() + " to refuse it"
                        : what + " is refused, but not by " + expected.violates() + ": " + refusal.sentence());
    }

    /** @param names of what refuses, as a plan may write them; none where nothing does */
    private record Refusal(Set<String> names, String sentence) {}

    private Refusal byConstraint(SQLiteException e) throws SQLException {
        String message = String.valueOf(e.getMessage());
        Matcher sentence = SENTENCE.matcher(message);
        String by = sentence.find() ? sentence.group(1) : message;
        Set<String> names = new HashSet<>(Set.of(by));
        Matcher index = UNNAMED_COLUMNS.matcher(by);
        if (index.matches()) {
            names.add(index.group(1));
        }
        List<String> columns = new ArrayList<>();
        for (String column : by.split(", ", -1)) {
            if (column.startsWith(expected.table() + ".")) {
                columns.add(column.substring(expected.table().length() + 1));
            }
        }
        names.addAll(columns);
        names.addAll(uniqueIndexes(columns));
        return new Refusal(names, message);
    }

    private Set<String> uniqueIndexes(List<String> over) throws SQLException {
        Set<String> names = new HashSet<>();
        for (String index : columns("SELECT name FROM pragma_index_list(?) WHERE \"unique\"")) {
            if (List.copyOf(columns("SELECT name FROM pragma_index_info(?) ORDER BY seqno", index))
                    .equals(over)) {
                names.add(index);
            }
        }
        return names;
    }

    private Refusal byReference(Map<Integer, Long> before) throws SQLException {
        Set<String> names = new HashSet<>();
        for (Map.Entry<Integer, Long> each : orphans().entrySet()) {
            if (each.getValue() > before.getOrDefault(each.getKey(), 0L)) {
                names.addAll(columns("SELECT \"from\" FROM pragma_foreign_key_list(?) WHERE id = " + each.getKey()));
            }
        }
        return new Refusal(names, "it refers by " + names + " to a row that is not there");
    }

    /** Rows that refer to nothing, by the number of the reference. */
    private Map<Integer, Long> orphans() throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT fkid, count(*) FROM pragma_foreign_key_check(?) GROUP BY 1")) {
            select.setString(1, expected.table());
            Map<Integer, Long> orphans = new LinkedHashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    orphans.put(row.getInt(1), row.getLong(2));
                }
            }
            return orphans;
        }
    }

    private int insert() throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (String column : insertable()) {
            String given = expected.row().get(column);
            names.add(Sqlite.identifier(column));
            values.add(given == null ? Sqlite.identifier(column) : Sqlite.literal(given));
        }
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate("INSERT INTO " + table + " (" + String.join(", ", names) + ") SELECT "
                    + String.join(", ", values) + " FROM (SELECT * FROM " + table + " LIMIT 1)");
        }
    }

    /** Columns that the row has to say itself, and those that the plan names. */
    private Set<String> insertable() throws SQLException {
        Set<String> columns = columns("""
                SELECT c.name FROM pragma_table_xinfo(?1) c WHERE c.hidden = 0 AND c.dflt_value IS NULL AND NOT (
                    c.pk = 1 AND upper(c.type) = 'INTEGER'
                    AND (SELECT max(pk) FROM pragma_table_info(?1)) = 1
                    AND (SELECT NOT max(wr) FROM pragma_table_list(?1)))
                """);
        columns.addAll(expected.row().keySet());
        return columns;
    }

    private Set<String> columns(String sql) throws SQLException {
        return columns(sql, expected.table());
    }

    /** The first column, in order. */
    private Set<String> columns(String sql, String of) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, of);
            Set<String> values = new LinkedHashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    values.add(String.valueOf(row.getString(1)));
                }
            }
            return values;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
