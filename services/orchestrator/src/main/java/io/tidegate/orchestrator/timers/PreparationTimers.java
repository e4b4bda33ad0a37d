package io.tidegate.orchestrator.timers;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import java.time.Duration;
import java.util.Set;

/** What happens by itself while a window is prepared: people are asked, results become too old. */
final class PreparationTimers {
    private PreparationTimers() {}

    static void add(Window window, Set<Timer> timers) {
        Plan.Availability availability = window.plan().availability();
        if (availability != null) {
            asking(window, availability, timers);
        }
        if (!window.went()) {
            window.plan().criteria().forEach(criterion -> expiry(window, criterion, timers));
        }
    }

    private static void asking(Window window, Plan.Availability availability, Set<Timer> timers) {
        if (window.availability().isEmpty()) {
            timers.add(new Timer.AskAvailability(availability
                    .ask()
                    .before(window.startsAt(), window.plan().window().zone())));
        }
        window.availability().forEach((role, asked) -> {
            if (asked.available() == null
                    && window.plan().standIn(role, asked.person()).isPresent()) {
                timers.add(new Timer.Unanswered(role, asked.at().plus(availability.answerWithin())));
            }
        });
    }

    private static void expiry(Window window, Plan.Criterion criterion, Set<Timer> timers) {
        Duration maxAge = criterion.maxAge();
        String step = criterion.step();
        if (maxAge == null || step == null) {
            return;
        }
        window.step(step)
                .filter(state -> state.progress() == StepState.Progress.DONE)
                .map(StepState::endedAt)
                .map(ended -> new Timer.Expiry(step, ended.plus(maxAge)))
                .ifPresent(timers::add);
    }
}
