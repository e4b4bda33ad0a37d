package io.tidegate.dbagent.swap;

import io.tidegate.dbagent.database.PostgresPrograms;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.nio.file.Path;
import java.time.Clock;

public final class RestoreBackup implements StepKind {
    public RestoreBackup(TargetServer server, PostgresPrograms programs, Path home, Clock clock) {}

    @Override
    public StepResult run(StepRequest request, StepProgress progress) {
        throw new UnsupportedOperationException();
    }
}
