package io.tidegate.dbagent.step;

import io.tidegate.contracts.plan.Work;
import java.time.Instant;

/**
 * One attempt at a step.
 *
 * @param halfDone an earlier run of this attempt, or of an earlier one, was begun and has no known end
 */
public record StepRequest(
        String window, String plan, String step, int attempt, Instant deadline, Work work, boolean halfDone) {}
