package io.tidegate.orchestrator.window;

import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.orchestrator.timers.Timer;
import java.time.Instant;

/** Whatever can move a window. */
public sealed interface Input {

    /** @param plans what was found of the plan that a {@code Schedule} names; {@link PlanLookup.NotAsked} otherwise */
    record FromPerson(WindowCommand command, PlanLookup plans) implements Input {
        public FromPerson(WindowCommand command) {
            this(command, new PlanLookup.NotAsked());
        }
    }

    record FromTimer(Timer timer) implements Input {}

    record FromAgent(Report report) implements Input {}

    /** The agent of a target has not been heard for too long. */
    record AgentSilent(String target, Instant lastHeard) implements Input {}

    /** The agent of a target is heard. */
    record AgentHeard(String target) implements Input {}
}
