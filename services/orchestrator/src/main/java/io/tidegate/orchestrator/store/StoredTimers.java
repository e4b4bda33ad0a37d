package io.tidegate.orchestrator.store;

import io.tidegate.orchestrator.timers.Timer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The timers of all windows, as rows; they follow the states in the transactions that change those. */
@Singleton
public final class StoredTimers {

    /** A row. */
    public record Row(String window, String name, Instant due) {
        static Row of(String window, Timer timer) {
            return new Row(window, timer.name(), timer.due());
        }

        public Optional<Timer> timer() {
            return Timer.of(name, due);
        }

        /** The idempotency key of its firing. */
        public String inputId() {
            return "timer:" + window + ":" + name + ":" + due;
        }
    }

    private final Database database;

    StoredTimers(Database database) {
        this.database = database;
    }

    /** The earliest timers, those first that are due first. */
    public List<Row> earliest(int most) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT window_id, name, due FROM orchestrator.timer ORDER BY due, window_id, name LIMIT ?
                    """)) {
                select.setInt(1, most);
                List<Row> rows = new ArrayList<>();
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        rows.add(new Row(
                                row.getString(1),
                                row.getString(2),
                                row.getTimestamp(3).toInstant()));
                    }
                }
                return rows;
            }
        });
    }

    /** Takes away rows of timers that have fired before. */
    public void remove(Collection<Row> timers) {
        database.write(connection -> {
            remove(connection, timers);
            return timers.size();
        });
    }

    static void remove(Connection connection, Collection<Row> timers) throws SQLException {
        try (var delete = connection.prepareStatement(
                "DELETE FROM orchestrator.timer WHERE window_id = ? AND name = ? AND due = ?")) {
            for (Row timer : timers) {
                delete.setString(1, timer.window());
                delete.setString(2, timer.name());
                delete.setTimestamp(3, Timestamp.from(timer.due()));
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }
}
