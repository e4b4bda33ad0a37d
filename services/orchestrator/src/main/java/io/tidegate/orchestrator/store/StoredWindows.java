package io.tidegate.orchestrator.store;

import io.tidegate.contracts.window.WindowState;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reading windows and their logs. */
@Singleton
public final class StoredWindows {

    /** A window in a list. */
    public record Summary(
            String window,
            long sequence,
            String status,
            @Nullable String plan,
            @Nullable String target,
            Instant changedAt) {}

    /** @param hash of the last event */
    public record Stored(String window, long sequence, String hash, WindowState state) {}

    /**
     * A window that has not opened.
     *
     * @param knownHash of the plan as its file said it when people last heard of it
     */
    public record Prepared(String window, long sequence, String plan, String target, String knownHash) {}

    /** An event as it was published. */
    public record StoredEvent(long sequence, String hash, String body) {}

    private final Database database;
    private final Streams streams;

    StoredWindows(Database database, Streams streams) {
        this.database = database;
        this.streams = streams;
    }

    /** Newest change first. */
    public List<Summary> all(int most) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT window_id, sequence, status, plan, target, changed_at
                    FROM orchestrator.stream ORDER BY changed_at DESC, window_id LIMIT ?
                    """)) {
                select.setInt(1, most);
                List<Summary> windows = new ArrayList<>();
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        windows.add(summary(row));
                    }
                }
                return windows;
            }
        });
    }

    private static Summary summary(ResultSet row) throws SQLException {
        return new Summary(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant());
    }

    public Optional<Stored> find(String window) {
        return database.read(connection -> streams.find(connection, window)
                .map(head -> new Stored(window, head.sequence(), head.hash(), head.state())));
    }

    /** Windows that have not opened and whose plan may still change. */
    public List<Prepared> prepared() {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT window_id, sequence, plan, target, coalesce(standing ->> 'differingPlanHash', plan_hash)
                    FROM orchestrator.stream WHERE status IN ('scheduled', 'deciding') ORDER BY window_id
                    """)) {
                List<Prepared> windows = new ArrayList<>();
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        windows.add(new Prepared(
                                row.getString(1),
                                row.getLong(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5)));
                    }
                }
                return windows;
            }
        });
    }

    /** Events after that sequence, in order. */
    public List<StoredEvent> eventsAfter(String window, long sequence, int most) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT sequence, hash, body FROM orchestrator.event
                    WHERE window_id = ? AND sequence > ? ORDER BY sequence LIMIT ?
                    """)) {
                select.setString(1, window);
                select.setLong(2, sequence);
                select.setInt(3, most);
                List<StoredEvent> events = new ArrayList<>();
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        events.add(new StoredEvent(row.getLong(1), row.getString(2), row.getString(3)));
                    }
                }
                return events;
            }
        });
    }
}
