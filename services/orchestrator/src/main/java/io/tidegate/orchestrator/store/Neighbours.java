package io.tidegate.orchestrator.store;

import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.window.Input;
import io.tidegate.orchestrator.window.Neighbour;
import io.tidegate.orchestrator.window.PlanLookup;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which other windows a target has, for the inputs whose decision depends on them. */
final class Neighbours {
    private Neighbours() {}

    /**
     * The input, with its neighbours where it begins a window or opens one. Until the transaction's end no other window
     * on that target begins or opens: two that look at the same moment would not see each other.
     */
    static Input beside(Connection connection, String window, WindowState state, Input input) throws SQLException {
        Optional<String> target = target(state, input);
        if (target.isEmpty()) {
            return input;
        }
        lock(connection, target.get());
        List<Neighbour> neighbours = of(connection, window, target.get());
        return switch (input) {
            case Input.FromPerson wish -> new Input.FromPerson(wish.command(), wish.plans(), neighbours);
            case Input.FromTimer fired -> new Input.FromTimer(fired.timer(), neighbours);
            case Input.FromAgent said -> said;
            case Input.PlanRead read -> read;
            case Input.AgentSilent silent -> silent;
            case Input.AgentHeard heard -> heard;
        };
    }

    private static Optional<String> target(WindowState state, Input input) {
        return switch (input) {
            case Input.FromPerson wish
            when wish.command() instanceof WindowCommand.Schedule && wish.plans() instanceof PlanLookup.Found found ->
                Optional.of(found.plan().target());
            case Input.FromPerson wish
            when wish.command() instanceof WindowCommand.Move && state instanceof Window window ->
                Optional.of(window.plan().target());
            case Input.FromTimer fired
            when fired.timer() instanceof Timer.Start && state instanceof Window window ->
                Optional.of(window.plan().target());
            default -> Optional.empty();
        };
    }

    private static void lock(Connection connection, String target) throws SQLException {
        try (var select = connection.prepareStatement(
                "SELECT pg_advisory_xact_lock(hashtextextended('tidegate-target ' || ?, 0))")) {
            select.setString(1, target);
            select.execute();
        }
    }

    private static List<Neighbour> of(Connection connection, String window, String target) throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT window_id, state FROM orchestrator.stream
                WHERE target = ? AND window_id <> ? AND NOT over ORDER BY window_id
                """)) {
            select.setString(1, target);
            select.setString(2, window);
            List<Neighbour> neighbours = new ArrayList<>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    if (Streams.state(row.getString(2)) instanceof Window state) {
                        neighbours.add(Neighbour.of(row.getString(1), state));
                    }
                }
            }
            return neighbours;
        }
    }
}
