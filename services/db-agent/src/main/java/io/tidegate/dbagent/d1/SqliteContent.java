package io.tidegate.dbagent.d1;

import io.tidegate.dbagent.backup.Content;
import io.tidegate.dbagent.step.StepProgress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in a database of SQLite: a table's hash is the sum, without carry, of the first eight bytes of each row's
 * SHA-256 over its values with their types; so the order of rows does not count.
 */
final class SqliteContent {
    /** As SQLite calls the database itself among those that are attached. */
    static final String SCHEMA = "main";

    private SqliteContent() {}

    static Content read(Connection connection, StepProgress progress) throws SQLException {
        List<Content.Table> tables = new ArrayList<>();
        for (String name :
                names(connection, "SELECT name FROM sqlite_master WHERE " + Sqlite.TABLES + " ORDER BY name")) {
            progress.doing(null, "counting " + name);
            tables.add(table(connection, name));
        }
        return new Content(tables, sequences(connection));
    }

    private static Content.Table table(Connection connection, String name) throws SQLException {
        MessageDigest digest = digest();
        long rows = 0;
        long sum = 0;
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + Sqlite.identifier(name))) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                for (int i = 1; i <= columns; i++) {
                    add(digest, row.getObject(i));
                }
                sum += ByteBuffer.wrap(digest.digest()).getLong();
                rows++;
            }
        }
        return new Content.Table(SCHEMA, name, rows, Long.toUnsignedString(sum));
    }

    private static void add(MessageDigest digest, @Nullable Object value) {
        switch (value) {
            case null -> digest.update((byte) 'n');
            case byte[] bytes -> add(digest, 'b', bytes);
            case Double number ->
                add(
                        digest,
                        'r',
                        ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
            case Number number ->
                add(
                        digest,
                        'i',
                        ByteBuffer.allocate(Long.BYTES)
                                .putLong(number.longValue())
                                .array());
            default -> add(digest, 't', value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void add(MessageDigest digest, char type, byte[] bytes) {
        digest.update((byte) type);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    /** Where AUTOINCREMENT goes on. */
    private static List<Content.Sequence> sequences(Connection connection) throws SQLException {
        List<Content.Sequence> sequences = new ArrayList<>();
        if (names(connection, "SELECT name FROM sqlite_master WHERE name = 'sqlite_sequence'")
                .isEmpty()) {
            return sequences;
        }
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name, seq FROM sqlite_sequence ORDER BY name")) {
            while (row.next()) {
                sequences.add(new Content.Sequence(SCHEMA, row.getString(1), row.getString(2)));
            }
        }
        return sequences;
    }

    private static List<String> names(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
