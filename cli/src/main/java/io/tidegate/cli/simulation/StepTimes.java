package io.tidegate.cli.simulation;

import io.tidegate.cli.simulation.StepTime.Source;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanBuilder;
import io.tidegate.contracts.plan.PlanStepBuilder;
import java.time.Duration;
import java.util.Map;

/** How long the steps of a plan take: as rehearsed, else as the plan expects, else a quarter of the limit. */
public final class StepTimes {
    /** What nobody has measured mostly ends well before its limit, or the limit would be no limit. */
    private static final int PART_OF_LIMIT = 4;

    private final Map<String, Duration> rehearsed;
    private final Map<String, Duration> slow;

    /** @param rehearsed by step id */
    public StepTimes(Map<String, Duration> rehearsed) {
        this(rehearsed, Map.of());
    }

    /**
     * @param rehearsed by step id
     * @param slow what takes otherwise than anybody expects, by step id
     */
    public StepTimes(Map<String, Duration> rehearsed, Map<String, Duration> slow) {
        this.rehearsed = Map.copyOf(rehearsed);
        this.slow = Map.copyOf(slow);
    }

    /** The plan with measured times in the place of expected ones, so that its forecast goes by them. */
    Plan measured(Plan plan) {
        return PlanBuilder.builder(plan)
                .steps(plan.steps().stream().map(this::measured).toList())
                .rollback(plan.rollback().stream().map(this::measured).toList())
                .build();
    }

    private Plan.Step measured(Plan.Step step) {
        return PlanStepBuilder.builder(step)
                .expected(rehearsed.getOrDefault(step.id(), step.expected()))
                .build();
    }

    StepTime of(Plan.Step step) {
        Duration made = slow.get(step.id());
        if (made != null) {
            return new StepTime(made, Source.SLOW);
        }
        Duration measured = rehearsed.get(step.id());
        Duration expected = step.expected();
        if (measured != null) {
            return new StepTime(measured, Source.REHEARSED);
        }
        return expected != null
                ? new StepTime(expected, Source.EXPECTED)
                : new StepTime(step.limit().dividedBy(PART_OF_LIMIT), Source.LIMIT);
    }
}
