package io.tidegate.orchestrator.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The ids of inputs that were taken. */
final class Inbox {
    private Inbox() {}

    /**
     * Those that were not taken before. Two transactions with one id wait for each other here; in the order of the ids,
     * so that none waits in a circle.
     */
    static Set<String> take(Connection connection, Collection<String> ids, Instant now) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO orchestrator.inbox (id, taken_at) SELECT id, ? FROM unnest(?) AS input (id)
                ON CONFLICT DO NOTHING RETURNING id
                """)) {
            insert.setTimestamp(1, Timestamp.from(now));
            insert.setArray(2, Columns.texts(connection, ids.stream().sorted()));
            Set<String> fresh = new HashSet<>();
            try (var row = insert.executeQuery()) {
                while (row.next()) {
                    fresh.add(row.getString(1));
                }
            }
            return fresh;
        }
    }

    /** As if they had never come. */
    static void forget(Connection connection, Collection<String> ids) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM orchestrator.inbox WHERE id = ANY (?)")) {
            delete.setArray(1, Columns.texts(connection, ids.stream()));
            delete.executeUpdate();
        }
    }

    static int forgetBefore(Connection connection, Instant time) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM orchestrator.inbox WHERE taken_at < ?")) {
            delete.setTimestamp(1, Timestamp.from(time));
            return delete.executeUpdate();
        }
    }
}
