package io.tidegate.dbagent.gate;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.program.Programs;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.time.Clock;
import java.util.List;

/** Closes a gate of the agent's configuration, or opens it again as it was. */
public final class MoveGate implements StepKind {
    private final AgentConfig config;

    public MoveGate(TargetServer server, AgentConfig config, Programs programs, Clock clock) {
        this.config = config;
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress) {
        String name =
                request.work() instanceof Work.CloseGate(String gate) ? gate : ((Work.OpenGate) request.work()).gate();
        return new StepResult.Failed(
                "no-such-gate",
                "the agent's configuration has no gate '" + name + "'; it has "
                        + config.gates().keySet(),
                List.of());
    }
}
