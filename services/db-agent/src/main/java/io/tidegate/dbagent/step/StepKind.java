package io.tidegate.dbagent.step;

import io.tidegate.contracts.plan.Work;
import java.util.Set;

/**
 * One kind of work. An implementation is safe to run again on what an earlier run, killed at any moment, has left:
 * {@link StepRequest#halfDone()} says that there was one.
 */
public interface StepKind {

    /** What the agent's role needs on the server for such work; without it the step is refused before it begins. */
    default Set<Privilege> needs(Work work) {
        return Set.of();
    }

    /**
     * Does the work on the calling thread. Cancelling interrupts that thread.
     *
     * @throws InterruptedException when cancelled; what was left is named by the next run
     * @throws Exception for what nobody expected; the step fails with it
     */
    StepResult run(StepRequest request, StepProgress progress) throws Exception;
}
