package io.tidegate.notifier.notice;

import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When the application should be back, by what the plan expects of the steps that are left. */
final class Forecast {
    private static final Duration ROUNDED_TO = Duration.ofMinutes(5);

    private Forecast() {}

    /** Empty where nobody can say: a person decides first, or the plan does not say how long a step takes. */
    static Optional<Instant> end(Window window, Instant now) {
        return switch (window.status()) {
            case IN_PROGRESS -> end(window, now, Phase.CLOSE, Phase.REOPEN);
            case ROLLING_BACK -> end(window, now, Phase.ROLLBACK, Phase.ROLLBACK);
            case SCHEDULED, DECIDING, WATCHING, COMPLETED, POSTPONED, CANCELLED, ROLLED_BACK, NEEDS_PERSON ->
                Optional.empty();
        };
    }

    private static Optional<Instant> end(Window window, Instant now, Phase first, Phase last) {
        List<Plan.Step> left = window.steps().stream()
                .filter(step -> !step.isSettled())
                .map(StepState::id)
                .flatMap(id -> window.plan().step(id).stream())
                .filter(step ->
                        step.phase().compareTo(first) >= 0 && step.phase().compareTo(last) <= 0)
                .toList();
        Duration sum = Duration.ZERO;
        for (Plan.Step step : left) {
            Duration expected = step.expected();
            if (expected == null) {
                return Optional.empty();
            }
            sum = sum.plus(expected);
        }
        return left.isEmpty() ? Optional.empty() : Optional.of(roundedUp(now.plus(sum)));
    }

    /** Nobody believes a forecast to the second. */
    private static Instant roundedUp(Instant time) {
        long step = ROUNDED_TO.toSeconds();
        return Instant.ofEpochSecond(Math.ceilDiv(time.getEpochSecond() + 1, step) * step);
    }
}
