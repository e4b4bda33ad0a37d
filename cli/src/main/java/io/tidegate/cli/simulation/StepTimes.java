package io.tidegate.cli.simulation;

import io.tidegate.cli.simulation.StepTime.Source;
import io.tidegate.contracts.plan.Plan;
import java.time.Duration;
import java.util.Map;

/** How long the steps of a plan take: as rehearsed, else as the plan expects, else a quarter of the limit. */
public final class StepTimes {
    /** What nobody has measured mostly ends well before its limit, or the limit would be no limit. */
    private static final int PART_OF_LIMIT = 4;

    private final Map<String, Duration> rehearsed;

    /** @param rehearsed by step id */
    public StepTimes(Map<String, Duration> rehearsed) {
        this.rehearsed = Map.copyOf(rehearsed);
    }

    StepTime of(Plan.Step step) {
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
