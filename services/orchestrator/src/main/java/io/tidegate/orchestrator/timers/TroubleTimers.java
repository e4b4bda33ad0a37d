package io.tidegate.orchestrator.timers;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Forecast;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What happens by itself while a window is at work and things may go otherwise than planned. */
final class TroubleTimers {
    private TroubleTimers() {}

    static void add(Window window, Set<Timer> timers) {
        switch (window.status()) {
            case IN_PROGRESS -> {
                outlook(window, timers);
                watchdog(window, timers);
            }
            case ROLLING_BACK -> watchdog(window, timers);
            case NEEDS_PERSON -> {
                Window.Fix fix = window.fix();
                if (fix != null) {
                    timers.add(new Timer.FixEnd(fix.until()));
                }
            }
            case SCHEDULED, DECIDING, WATCHING, COMPLETED, POSTPONED, CANCELLED, ROLLED_BACK -> {}
        }
    }

    /** Held or not: the clock of the window goes on. */
    private static void outlook(Window window, Set<Timer> timers) {
        if (window.reopenedAt() != null) {
            return;
        }
        if (!window.isWarnedOfOverrun()) {
            timers.add(new Timer.Overrun(Forecast.overrunsFrom(window)));
        }
        if (!window.isWarnedOfNoReturn() && !window.plan().rollback().isEmpty()) {
            timers.add(new Timer.NoReturn(Forecast.pointOfNoReturn(window)));
        }
        for (Plan.Step step : window.plan().steps()) {
            if (step.by() != null && !window.isWarnedOfMilestone(step.id()) && isOpen(window, step)) {
                timers.add(new Timer.Milestone(step.id(), window.startsAt().plus(step.by())));
            }
        }
    }

    private static boolean isOpen(Window window, Plan.Step step) {
        return window.step(step.id()).filter(state -> !state.isSettled()).isPresent();
    }

    /** A person who does a step is asked, and need not report progress. */
    private static void watchdog(Window window, Set<Timer> timers) {
        Instant progressed = window.progressedAt();
        Optional<StepState> atWork = window.stepAtWork();
        boolean byAgent = atWork.isPresent()
                && !window.plan().step(atWork.get().id()).orElseThrow().isManual();
        if (progressed != null && window.stalledSince() == null && byAgent) {
            timers.add(
                    new Timer.Watchdog(progressed.plus(window.plan().inTrouble().watchdog())));
        }
    }
}
