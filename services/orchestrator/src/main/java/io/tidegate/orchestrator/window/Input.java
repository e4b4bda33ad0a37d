package io.tidegate.orchestrator.window;

import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.orchestrator.timers.Timer;
import java.time.Instant;
import java.util.List;

/** Whatever can move a window. */
public sealed interface Input {

    /**
     * @param plans with a {@code Schedule} and a {@code Replan}: what was found of the plan; {@link
     *     PlanLookup.NotAsked} otherwise
     * @param neighbours the other windows that the decision depends on: see {@link Surroundings}
     */
    record FromPerson(WindowCommand command, PlanLookup plans, List<Neighbour> neighbours) implements Input {
        public FromPerson(WindowCommand command, PlanLookup plans) {
            this(command, plans, List.of());
        }

        public FromPerson(WindowCommand command) {
            this(command, new PlanLookup.NotAsked());
        }
    }

    /** @param neighbours the other windows that the decision depends on: see {@link Surroundings} */
    record FromTimer(Timer timer, List<Neighbour> neighbours) implements Input {
        public FromTimer(Timer timer) {
            this(timer, List.of());
        }
    }

    record FromAgent(Report report) implements Input {}

    /** The plan of a window that has not opened was read anew. */
    record PlanRead(PlanLookup plans) implements Input {}

    /** The agent of a target has not been heard for too long. */
    record AgentSilent(String target, Instant lastHeard) implements Input {}

    /** The agent of a target is heard. */
    record AgentHeard(String target) implements Input {}
}
