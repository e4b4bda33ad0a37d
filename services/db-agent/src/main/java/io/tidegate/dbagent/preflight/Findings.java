package io.tidegate.dbagent.preflight;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.step.StepResult;
import java.util.ArrayList;
import java.util.List;

/** What was measured, and every bound that is broken. */
final class Findings {
    private final List<Fact> facts = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    void fact(Fact fact) {
        facts.add(fact);
    }

    void broken(String sentence) {
        broken.add(sentence);
    }

    StepResult result() {
        return broken.isEmpty()
                ? new StepResult.Succeeded(facts)
                : new StepResult.Failed("unfit", String.join("; ", broken), facts);
    }
}
