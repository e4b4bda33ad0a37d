package io.tidegate.orchestrator.store;

import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.NotScheduled;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.orchestrator.window.Ledger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Windows' logs, and the state beside each. */
final class Streams {
    private Streams() {}

    /** The log's head; until the transaction's end nobody else can append. */
    static Ledger.Head lock(Connection connection, String window) throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT sequence, hash, state FROM orchestrator.stream WHERE window_id = ? FOR UPDATE
                """)) {
            select.setString(1, window);
            try (var row = select.executeQuery()) {
                return row.next()
                        ? new Ledger.Head(state(row.getString(3)), row.getLong(1), row.getString(2))
                        : Ledger.Head.none();
            }
        }
    }

    static WindowState state(@Nullable String json) {
        return json == null ? WindowState.none() : Json.read(json, Window.class);
    }

    /**
     * Appends, if the log still stands at {@code expected}.
     *
     * @throws SQLException also when another transaction has appended first
     */
    static void append(Connection connection, String window, long expected, List<Ledger.Entry> entries, Instant now)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO orchestrator.event (window_id, sequence, type, time, body, hash)
                VALUES (?, ?, ?, ?, ?, ?)
                """)) {
            for (Ledger.Entry entry : entries) {
                addEvent(insert, entry.event());
            }
            insert.executeBatch();
        }
        Ledger.Entry last = entries.getLast();
        try (var upsert = connection.prepareStatement("""
                INSERT INTO orchestrator.stream AS stream
                    (window_id, sequence, hash, status, plan, target, open, open_since, silent, state, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?)
                ON CONFLICT (window_id) DO UPDATE SET
                    sequence = excluded.sequence, hash = excluded.hash, status = excluded.status,
                    plan = excluded.plan, target = excluded.target, open = excluded.open,
                    open_since = CASE WHEN stream.open THEN stream.open_since ELSE excluded.open_since END,
                    silent = excluded.silent, state = excluded.state, changed_at = excluded.changed_at
                WHERE stream.sequence = ?
                """)) {
            setHead(upsert, window, last, now);
            upsert.setLong(12, expected);
            if (upsert.executeUpdate() != 1) {
                throw new SQLException("the log of " + window + " does not stand at " + expected + " any more");
            }
        }
    }

    private static void addEvent(PreparedStatement insert, LoggedEvent event) throws SQLException {
        insert.setString(1, event.window());
        insert.setLong(2, event.sequence());
        insert.setString(3, event.type());
        insert.setTimestamp(4, Timestamp.from(event.time()));
        insert.setString(5, event.body());
        insert.setString(6, event.hash());
        insert.addBatch();
    }

    private static void setHead(PreparedStatement upsert, String window, Ledger.Entry last, Instant now)
            throws SQLException {
        upsert.setString(1, window);
        upsert.setLong(2, last.event().sequence());
        upsert.setString(3, last.event().hash());
        upsert.setTimestamp(11, Timestamp.from(now));
        switch (last.after()) {
            case NotScheduled none -> {
                upsert.setString(4, "not-scheduled");
                upsert.setNull(5, Types.VARCHAR);
                upsert.setNull(6, Types.VARCHAR);
                upsert.setBoolean(7, false);
                upsert.setNull(8, Types.TIMESTAMP_WITH_TIMEZONE);
                upsert.setBoolean(9, false);
                upsert.setNull(10, Types.VARCHAR);
            }
            case Window state -> {
                upsert.setString(4, state.status().label());
                upsert.setString(5, state.plan().name());
                upsert.setString(6, state.plan().target());
                upsert.setBoolean(7, state.status().isOpen());
                upsert.setTimestamp(8, state.status().isOpen() ? Timestamp.from(now) : null);
                upsert.setBoolean(9, state.silentSince() != null);
                upsert.setString(10, Json.write(state));
            }
        }
    }
}
