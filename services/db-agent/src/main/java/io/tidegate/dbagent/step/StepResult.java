package io.tidegate.dbagent.step;

import io.tidegate.contracts.Fact;
import java.util.List;

/** How a step ended, with evidence. */
public sealed interface StepResult {
    List<Fact> evidence();

    record Succeeded(List<Fact> evidence) implements StepResult {}

    /**
     * @param code a stable name of what went wrong, lower-case with hyphens
     * @param reason a sentence for people, with the mend where there is one; no secret, no row's content
     */
    record Failed(String code, String reason, List<Fact> evidence) implements StepResult {}
}
