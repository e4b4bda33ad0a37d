package io.tidegate.benchmarks;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.Window;
import io.tidegate.local.postgres.PostgresCluster;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.timers.Timers;
import io.tidegate.orchestrator.window.Ledger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** Puts seeded windows into the orchestrator's tables, as a commit of its own would have left them. */
final class SeededStore implements AutoCloseable {
    private static final int AT_A_TIME = 100;

    private final Connection connection;
    private final PreparedStatement event;
    private final PreparedStatement stream;
    private final PreparedStatement timer;
    private final PreparedStatement agent;
    private long events;
    private int pending;

    /** @param cluster with the orchestrator's schema, while no orchestrator runs */
    SeededStore(PostgresCluster cluster) throws SQLException {
        connection = cluster.connect(LoneOrchestrator.DATABASE);
        connection.setAutoCommit(false);
        event = connection.prepareStatement("""
                INSERT INTO orchestrator.event (window_id, sequence, type, time, body, hash) VALUES (?, ?, ?, ?, ?, ?)
                """);
        stream = connection.prepareStatement("""
                INSERT INTO orchestrator.stream
                    (window_id, sequence, hash, status, plan, target, open, open_since, silent, state, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, false, ?::json, ?)
                """);
        timer = connection.prepareStatement("""
                INSERT INTO orchestrator.timer (window_id, name, due) VALUES (?, ?, ?)
                """);
        agent = connection.prepareStatement("""
                INSERT INTO orchestrator.agent (target, last_heard) VALUES (?, ?) ON CONFLICT DO NOTHING
                """);
    }

    void put(Seed.Log log) throws SQLException {
        for (Ledger.Entry entry : log.entries()) {
            event(entry.event());
        }
        stream(log);
        for (Timer each : Timers.of(log.state())) {
            timer.setString(1, log.window());
            timer.setString(2, each.name());
            timer.setTimestamp(3, Timestamp.from(each.due()));
            timer.addBatch();
        }
        agent.setString(1, log.state().plan().target());
        agent.setTimestamp(2, Timestamp.from(Instant.now()));
        agent.addBatch();
        events += log.entries().size();
        if (++pending == AT_A_TIME) {
            flush();
        }
    }

    private void event(LoggedEvent logged) throws SQLException {
        event.setString(1, logged.window());
        event.setLong(2, logged.sequence());
        event.setString(3, logged.type());
        event.setTimestamp(4, Timestamp.from(logged.time()));
        event.setString(5, logged.body());
        event.setString(6, logged.hash());
        event.addBatch();
    }

    private void stream(Seed.Log log) throws SQLException {
        LoggedEvent last = log.entries().getLast().event();
        Window state = log.state();
        stream.setString(1, log.window());
        stream.setLong(2, last.sequence());
        stream.setString(3, last.hash());
        stream.setString(4, state.status().label());
        stream.setString(5, state.plan().name());
        stream.setString(6, state.plan().target());
        stream.setBoolean(7, state.status().isOpen());
        stream.setTimestamp(8, state.status().isOpen() ? Timestamp.from(last.time()) : null);
        stream.setString(9, Seed.stored(state));
        stream.setTimestamp(10, Timestamp.from(last.time()));
        stream.addBatch();
    }

    private void flush() throws SQLException {
        event.executeBatch();
        stream.executeBatch();
        timer.executeBatch();
        agent.executeBatch();
        connection.commit();
        pending = 0;
    }

    long events() {
        return events;
    }

    /** As the server's own housekeeping leaves it after a while. */
    @Override
    public void close() throws SQLException {
        flush();
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE");
            statement.execute("CHECKPOINT");
        }
        connection.close();
    }
}
