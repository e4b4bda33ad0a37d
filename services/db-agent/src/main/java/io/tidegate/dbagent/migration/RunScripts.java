package io.tidegate.dbagent.migration;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;

public final class RunScripts implements StepKind {
    static RunScripts of() {
        return new RunScripts();
    }

    public static RunScripts populating(TargetServer server, AgentConfig config) {
        return of();
    }

    public static RunScripts undoing(TargetServer server, AgentConfig config) {
        return of();
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress) {
        throw new UnsupportedOperationException();
    }
}
