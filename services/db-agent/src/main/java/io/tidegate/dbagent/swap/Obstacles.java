package io.tidegate.dbagent.swap;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What forbids to copy or rename a database. */
final class Obstacles {
    private Obstacles() {}

    /** A sentence for each; none when the database can be copied. */
    static List<String> toCopying(Connection connection, String database) throws SQLException {
        List<String> sentences = toRenaming(connection, database);
        add(
                sentences,
                connection,
                database,
                """
                SELECT count(*) FROM pg_subscription
                WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = ?)
                """,
                "subscriptions, which a copy does not carry: drop or move them before the window");
        add(
                sentences,
                connection,
                database,
                """
                SELECT count(*) FROM pg_replication_slots WHERE database = ?
                """,
                "logical replication slots, which would stay with the failed database: drop them before the window");
        // PostgreSQL's documentation of CREATE DATABASE: a copy during a base backup can spoil its recovery.
        add(sentences, connection, database, """
                SELECT count(*) FROM pg_stat_progress_basebackup WHERE ? IS NOT NULL
                """, "base backups of the server at work: wait for their end");
        return sentences;
    }

    static List<String> toRenaming(Connection connection, String database) throws SQLException {
        List<String> sentences = new ArrayList<>();
        add(sentences, connection, database, """
                SELECT count(*) FROM pg_prepared_xacts WHERE database = ?
                """, "prepared transactions: commit or roll them back");
        return sentences;
    }

    /** Dropping takes slots and subscriptions along, or fails half way; and who is connected means it. */
    static List<String> toDropping(Connection connection, String database) throws SQLException {
        List<String> sentences = toCopying(connection, database);
        add(sentences, connection, database, """
                SELECT count(*) FROM pg_stat_activity WHERE datname = ?
                """, "sessions on it: end them");
        return sentences;
    }

    private static void add(List<String> sentences, Connection connection, String database, String sql, String what)
            throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            select.setString(1, database);
            try (var row = select.executeQuery()) {
                row.next();
                if (row.getInt(1) > 0) {
                    sentences.add("there are " + row.getInt(1) + " " + what);
                }
            }
        }
    }
}
