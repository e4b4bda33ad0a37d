package io.tidegate.orchestrator.store;

import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.orchestrator.window.Input;
import io.tidegate.orchestrator.window.Ledger;
import io.tidegate.orchestrator.window.Neighbour;
import io.tidegate.orchestrator.window.Surroundings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The other windows that the decisions of one transaction depend on. */
final class Neighbours {
    private final Connection connection;
    private final Streams streams;
    private final Map<String, Neighbour> others = new TreeMap<>();
    private final Map<String, Ledger.Head> changed = new LinkedHashMap<>();
    private Surroundings known = Surroundings.NONE;

    private Neighbours(Connection connection, Streams streams) {
        this.connection = connection;
        this.streams = streams;
    }

    /**
     * Until the transaction's end no other window begins, moves or opens whose decision looks at these: two that look at
     * the same moment would not see each other. What they share is locked in its order, after the windows.
     */
    static Neighbours of(Connection connection, Streams streams, Surroundings wanted) throws SQLException {
        Neighbours neighbours = new Neighbours(connection, streams);
        neighbours.know(wanted);
        return neighbours;
    }

    private void know(Surroundings wanted) throws SQLException {
        if (wanted.isWithin(known)) {
            return;
        }
        lock(wanted);
        streams.living(connection, wanted.targets()).forEach(this::stand);
        if (!wanted.people().isEmpty()) {
            streams.with(connection, wanted.people(), wanted.from(), wanted.to())
                    .forEach(this::stand);
        }
        if (!wanted.waves().isEmpty()) {
            streams.ofWaves(connection, wanted.waves()).forEach(this::stand);
        }
        changed.forEach(this::stand);
        known = Surroundings.all(List.of(known, wanted));
    }

    private void lock(Surroundings wanted) throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT pg_advisory_xact_lock(hashtextextended('tidegate-' || name, 0)) FROM unnest(?) AS wanted (name)
                """)) {
            select.setArray(1, Columns.texts(connection, wanted.locks().sorted()));
            select.execute();
        }
    }

    /** In this transaction the window has come to stand there. */
    void moved(String window, Ledger.Head head) {
        changed.put(window, head);
        stand(window, head);
    }

    private void stand(String window, Ledger.Head head) {
        if (head.state() instanceof Window state) {
            others.put(window, Neighbour.of(window, state));
        }
    }

    /**
     * The input, with its neighbours where its decision depends on them. What it depends on is mostly known; a move
     * of a window that this transaction has begun is an exception.
     */
    Input beside(String window, WindowState state, Input input) throws SQLException {
        Surroundings wanted = Surroundings.of(state, input);
        if (wanted.isEmpty()) {
            return input;
        }
        know(wanted);
        List<Neighbour> neighbours = others.values().stream()
                .filter(other -> !other.window().equals(window) && wanted.include(other))
                .toList();
        return switch (input) {
            case Input.FromPerson wish -> new Input.FromPerson(wish.command(), wish.plans(), neighbours);
            case Input.FromTimer fired -> new Input.FromTimer(fired.timer(), neighbours);
            case Input.FromAgent said -> said;
            case Input.PlanRead read -> read;
            case Input.AgentSilent silent -> silent;
            case Input.AgentHeard heard -> heard;
        };
    }
}
