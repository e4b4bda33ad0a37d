package io.tidegate.dbagent.backup;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.time.Clock;
import java.util.List;

/** Copies this window's backup to a store of the agent's configuration. */
public final class Offsite implements StepKind {
    private final AgentConfig config;

    public Offsite(AgentConfig config, Clock clock) {
        this.config = config;
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress) {
        String name = ((Work.Offsite) request.work()).store();
        return new StepResult.Failed(
                "no-such-store",
                "the agent's configuration has no store '" + name + "'; it has "
                        + config.stores().keySet(),
                List.of());
    }
}
