package io.tidegate.dbagent.step;

import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.task.Task;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a step.
 *
 * @param halfDone an earlier run of this attempt, or of an earlier one, was begun and has no known end
 * @param opening of the window; null where nobody has said it
 */
public record StepRequest(
        String window,
        String plan,
        String step,
        int attempt,
        Instant deadline,
        Work work,
        boolean halfDone,
        Task.RunStep.@Nullable Opening opening) {}
