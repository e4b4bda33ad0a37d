package io.tidegate.dbagent.preflight;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.step.StepResult;
import java.util.ArrayList;
import java.util.List;

/** What was measured, and every bound that is broken. */
public final class Findings {
    private final List<Fact> facts = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    public void fact(Fact fact) {
        facts.add(fact);
    }

    /** @param sentence what is wrong, and what it should be */
    public void broken(String sentence) {
        broken.add(sentence);
    }

    public StepResult result() {
        return broken.isEmpty()
                ? new StepResult.Succeeded(facts)
                : new StepResult.Failed("unfit", String.join("; ", broken), facts);
    }
}
