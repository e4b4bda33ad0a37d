package io.tidegate.dbagent.step;

/**
 * One kind of work. An implementation is safe to run again on what an earlier run, killed at any moment, has left:
 * {@link StepRequest#halfDone()} says that there was one.
 */
public interface StepKind {

    /**
     * Does the work on the calling thread. Cancelling interrupts that thread.
     *
     * @throws InterruptedException when cancelled; what was left is named by the next run
     * @throws Exception for what nobody expected; the step fails with it
     */
    StepResult run(StepRequest request, StepProgress progress) throws Exception;
}
