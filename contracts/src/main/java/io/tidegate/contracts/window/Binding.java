package io.tidegate.contracts.window;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.log.HashChain;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Work;

/**
 * What an approval is given to, as one hash: the plan, and with it its backup policy and its way back; and what the
 * rehearsal has found, which names the migration's files and the agent's configuration by their hashes.
 */
public final class Binding {
    private Binding() {}

    /** @return lower-case hex SHA-256 of {@code {plan, rehearsals}} in canonical form (RFC 8785); see docs/event-log.md */
    public static String of(Window window) {
        ObjectNode bound = Json.mapper().createObjectNode();
        bound.put("plan", window.planHash());
        ObjectNode rehearsals = bound.putObject("rehearsals");
        for (Plan.Step step : window.plan().steps()) {
            if (step.run() instanceof Work.Rehearse) {
                window.step(step.id())
                        .filter(state -> state.progress() == StepState.Progress.DONE)
                        .ifPresent(state -> rehearsals
                                .putObject(step.id())
                                .put("attempt", state.attempt())
                                .set("evidence", Json.mapper().valueToTree(state.evidence())));
            }
        }
        return HashChain.hash(Json.canonical(bound));
    }
}
