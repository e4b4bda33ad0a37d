package io.tidegate.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
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
import java.util.HashSet;
import java.util.Set;

/** Puts seeded windows into the orchestrator's tables, as a commit of its own would have left them. */
final class SeededStore implements AutoCloseable {
    private static final int AT_A_TIME = 100;

    private final Connection connection;
    private final PreparedStatement plan;
    private final PreparedStatement event;
    private final PreparedStatement stream;
    private final PreparedStatement timer;
    private final PreparedStatement agent;
    private final Set<String> planned = new HashSet<>();
    private long events;
    private int pending;

    /** @param cluster with the orchestrator's schema, while no orchestrator runs */
    SeededStore(PostgresCluster cluster) throws SQLException {
        connection = cluster.connect(LoneOrchestrator.DATABASE);
        connection.setAutoCommit(false);
        plan = connection.prepareStatement("""
                INSERT INTO orchestrator.plan (hash, body) VALUES (?, ?::json) ON CONFLICT DO NOTHING
                """);
        event = connection.prepareStatement("""
                INSERT INTO orchestrator.event (window_id, sequence, type, time, body, hash) VALUES (?, ?, ?, ?, ?, ?)
                """);
        stream = connection.prepareStatement("""
                INSERT INTO orchestrator.stream
                    (window_id, sequence, hash, status, plan, target, open, open_since, silent, plan_hash, standing,
                     changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, false, ?, ?::json, ?)
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
        if (planned.add(state.planHash())) {
            plan.setString(1, state.planHash());
            plan.setString(2, Json.write(state.plan()));
            plan.addBatch();
        }
        stream.setString(1, log.window());
        stream.setLong(2, last.sequence());
        stream.setString(3, last.hash());
        stream.setString(4, state.status().label());
        stream.setString(5, state.plan().name());
        stream.setString(6, state.plan().target());
        stream.setBoolean(7, state.status().isOpen());
        stream.setTimestamp(8, state.status().isOpen() ? Timestamp.from(last.time()) : null);
        stream.setString(9, state.planHash());
        stream.setString(10, standing(state));
        stream.setTimestamp(11, Timestamp.from(last.time()));
        stream.addBatch();
    }

    /** The state without the plan, which is kept apart. */
    private static String standing(Window state) {
        ObjectNode tree = Json.mapper().valueToTree(state);
        tree.remove("plan");
        return Json.write(tree);
    }

    private void flush() throws SQLException {
        plan.executeBatch();
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
