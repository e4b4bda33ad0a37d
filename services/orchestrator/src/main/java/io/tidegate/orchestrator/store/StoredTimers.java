package io.tidegate.orchestrator.store;

import io.tidegate.contracts.window.WindowState;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.timers.Timers;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The timers of all windows, as rows. */
@Singleton
public final class StoredTimers {

    /** A row. */
    public record Row(String window, String name, Instant due) {
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

    /** Makes the rows follow the state; in the transaction that changes the state. */
    static void follow(Connection connection, String window, WindowState before, WindowState after)
            throws SQLException {
        Set<Timer> had = Timers.of(before);
        Set<Timer> has = Timers.of(after);
        Set<Timer> gone = new HashSet<>(had);
        gone.removeAll(has);
        try (var delete =
                connection.prepareStatement("DELETE FROM orchestrator.timer WHERE window_id = ? AND name = ?")) {
            for (Timer timer : gone) {
                delete.setString(1, window);
                delete.setString(2, timer.name());
                delete.addBatch();
            }
            delete.executeBatch();
        }
        Set<Timer> fresh = new HashSet<>(has);
        fresh.removeAll(had);
        try (var insert =
                connection.prepareStatement("INSERT INTO orchestrator.timer (window_id, name, due) VALUES (?, ?, ?)")) {
            for (Timer timer : fresh) {
                insert.setString(1, window);
                insert.setString(2, timer.name());
                insert.setTimestamp(3, Timestamp.from(timer.due()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
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

    /** Takes away a row that fired to no effect. */
    public void remove(Row timer) {
        database.write(connection -> {
            try (var delete = connection.prepareStatement(
                    "DELETE FROM orchestrator.timer WHERE window_id = ? AND name = ? AND due = ?")) {
                delete.setString(1, timer.window());
                delete.setString(2, timer.name());
                delete.setTimestamp(3, Timestamp.from(timer.due()));
                return delete.executeUpdate();
            }
        });
    }
}
