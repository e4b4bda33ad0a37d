package io.tidegate.dbagent.d1;

import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;

/** What one kind of step does on a D1 database. Safe to run again, as every step kind. */
@FunctionalInterface
interface D1Kind {
    StepResult run(D1Run run) throws D1Exception, IOException, InterruptedException;
}
