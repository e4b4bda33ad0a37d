package io.tidegate.dbagent.database;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.step.Privilege;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepKinds;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.util.List;
import java.util.Set;

/** Step kinds that begin only where the agent's role may do all that they need. */
public record Permitted(StepKinds kinds, AgentRole role) implements StepKinds {

    @Override
    public StepKind of(Work work) {
        return new Checked(kinds.of(work), role);
    }

    private record Checked(StepKind kind, AgentRole role) implements StepKind {
        @Override
        public Set<Privilege> needs(Work work) {
            return kind.needs(work);
        }

        @Override
        public StepResult run(StepRequest request, StepProgress progress) throws Exception {
            List<String> lacks = role.lacks(kind.needs(request.work()));
            return lacks.isEmpty()
                    ? kind.run(request, progress)
                    : new StepResult.Failed(
                            "missing-privilege",
                            "the agent's role may not do this step, and a superuser has to say: "
                                    + String.join("; ", lacks),
                            List.of());
        }
    }
}
