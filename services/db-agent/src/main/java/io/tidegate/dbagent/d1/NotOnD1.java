package io.tidegate.dbagent.d1;

import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.util.Map;

/** A step kind that needs something that D1 does not have. */
public final class NotOnD1 implements StepKind {
    /** What to write into the plan instead. */
    private static final Map<String, String> MENDS = Map.of(
            "drain", "D1 has no sessions; stop the Worker by a step of kind 'command' or 'close-gate'",
            "reopen", "D1 has no sessions; start the Worker by a step of kind 'command' or 'open-gate'",
            "safety-copy", "D1 cannot rename databases; the way back is a step of kind 'restore-backup'",
            "swap-back", "D1 cannot rename databases; the way back is a step of kind 'restore-backup'",
            "populate", "put the data into a migration file, which Wrangler runs once",
            "undo", "put what takes it back into a migration file, or take a step of kind 'restore-backup'");

    private final String kind;

    public NotOnD1(String kind) {
        this.kind = kind;
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress) {
        D1Exception refusal = refusal(kind);
        return D1Run.failed(
                refusal.code(), "the step '" + request.step() + "' cannot be done: " + refusal.getMessage());
    }

    static D1Exception refusal(String kind) {
        return new D1Exception(
                "not-on-d1",
                "a D1 database cannot do the kind '" + kind + "': "
                        + MENDS.getOrDefault(kind, "take it out of the plan"));
    }
}
