package io.tidegate.orchestrator.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of one statement as it takes them, column by column. */
final class Columns {
    private Columns() {}

    static Array texts(Connection connection, Stream<@Nullable String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray(String[]::new));
    }

    static Array numbers(Connection connection, Stream<Long> values) throws SQLException {
        return connection.createArrayOf("bigint", values.toArray(Long[]::new));
    }

    static Array truths(Connection connection, Stream<Boolean> values) throws SQLException {
        return connection.createArrayOf("boolean", values.toArray(Boolean[]::new));
    }

    static Array bytes(Connection connection, Stream<byte[]> values) throws SQLException {
        return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
    }

    static Array times(Connection connection, Stream<@Nullable Instant> values) throws SQLException {
        return connection.createArrayOf(
                "timestamptz",
                values.map(time -> time == null ? null : time.toString()).toArray(String[]::new));
    }
}
