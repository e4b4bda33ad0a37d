package io.tidegate.orchestrator.store;

import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.window.Input;
import io.tidegate.orchestrator.window.Ledger;
import io.tidegate.orchestrator.window.Neighbour;
import io.tidegate.orchestrator.window.PlanLookup;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which other windows a target has, for the inputs whose decision depends on them. */
final class Neighbours {
    private final Set<String> targets;
    private final Map<String, Ledger.Head> living;

    private Neighbours(Collection<String> targets, Map<String, Ledger.Head> living) {
        this.targets = Set.copyOf(targets);
        this.living = new TreeMap<>(living);
    }

    /** The target whose other windows such an input depends on: where it begins a window or opens one. */
    static Optional<String> target(WindowState state, Input input) {
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

    /**
     * The windows of these targets. Until the transaction's end no other window on them begins or opens: two that look
     * at the same moment would not see each other. The targets are locked in their order, after the windows.
     */
    static Neighbours on(Connection connection, Streams streams, Collection<String> targets) throws SQLException {
        if (targets.isEmpty()) {
            return new Neighbours(targets, Map.of());
        }
        try (var select = connection.prepareStatement("""
                SELECT pg_advisory_xact_lock(hashtextextended('tidegate-target ' || target, 0))
                FROM unnest(?) AS wanted (target)
                """)) {
            select.setArray(
                    1, Columns.texts(connection, targets.stream().distinct().sorted()));
            select.execute();
        }
        return new Neighbours(targets, streams.living(connection, targets));
    }

    /** In this transaction the window has come to stand there. */
    void moved(String window, Ledger.Head head) {
        if (isLiving(head)) {
            living.put(window, head);
        } else {
            living.remove(window);
        }
    }

    private static boolean isLiving(Ledger.Head head) {
        return head.state() instanceof Window window && !window.status().isFinal();
    }

    /**
     * The input, with its neighbours where its decision depends on them.
     *
     * @throws IllegalStateException when its target was not asked for
     */
    Input beside(String window, WindowState state, Input input) {
        Optional<String> target = target(state, input);
        if (target.isEmpty()) {
            return input;
        }
        if (!targets.contains(target.get())) {
            throw new IllegalStateException("the target " + target.get() + " is not locked");
        }
        List<Neighbour> neighbours = of(window, target.get());
        return switch (input) {
            case Input.FromPerson wish -> new Input.FromPerson(wish.command(), wish.plans(), neighbours);
            case Input.FromTimer fired -> new Input.FromTimer(fired.timer(), neighbours);
            case Input.FromAgent said -> said;
            case Input.PlanRead read -> read;
            case Input.AgentSilent silent -> silent;
            case Input.AgentHeard heard -> heard;
        };
    }

    private List<Neighbour> of(String window, String target) {
        return living.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(window))
                .flatMap(entry -> entry.getValue().state() instanceof Window other
                                && other.plan().target().equals(target)
                        ? Stream.of(Neighbour.of(entry.getKey(), other))
                        : Stream.empty())
                .toList();
    }
}
