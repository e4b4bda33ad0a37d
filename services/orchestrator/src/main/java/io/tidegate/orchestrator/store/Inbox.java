package io.tidegate.orchestrator.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** The ids of inputs that were taken. */
final class Inbox {
    private Inbox() {}

    /** False when the input was taken before. Two transactions with one id wait for each other here. */
    static boolean take(Connection connection, String id, Instant now) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO orchestrator.inbox (id, taken_at) VALUES (?, ?) ON CONFLICT DO NOTHING
                """)) {
            insert.setString(1, id);
            insert.setTimestamp(2, Timestamp.from(now));
            return insert.executeUpdate() == 1;
        }
    }

    static int forgetBefore(Connection connection, Instant time) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM orchestrator.inbox WHERE taken_at < ?")) {
            delete.setTimestamp(1, Timestamp.from(time));
            return delete.executeUpdate();
        }
    }
}
