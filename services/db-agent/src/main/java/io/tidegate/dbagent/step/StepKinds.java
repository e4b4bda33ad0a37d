package io.tidegate.dbagent.step;

import io.tidegate.contracts.plan.Work;

/** Finds the kind that does a step's work. */
@FunctionalInterface
public interface StepKinds {
    StepKind of(Work work);
}
