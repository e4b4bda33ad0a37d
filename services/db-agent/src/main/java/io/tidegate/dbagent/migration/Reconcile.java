package io.tidegate.dbagent.migration;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;

public final class Reconcile implements StepKind {
    public Reconcile(TargetServer server, AgentConfig config) {}

    @Override
    public StepResult run(StepRequest request, StepProgress progress) {
        throw new UnsupportedOperationException();
    }
}
