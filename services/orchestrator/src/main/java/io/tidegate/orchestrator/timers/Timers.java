package io.tidegate.orchestrator.timers;

import io.tidegate.contracts.plan.Offset;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.NotScheduled;
import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.Window.NoticeState;
import io.tidegate.contracts.window.WindowState;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which timers a window has: they follow from its state and from nothing else. So a timer that is not among these any
 * more is stale, and needs no cancelling.
 */
public final class Timers {
    private Timers() {}

    public static Set<Timer> of(WindowState state) {
        return switch (state) {
            case NotScheduled none -> Set.of();
            case Window window -> window.status().isFinal() ? afterwards(window) : ofLiving(window);
        };
    }

    private static Set<Timer> afterwards(Window window) {
        Set<Timer> timers = new LinkedHashSet<>();
        Instant ended = window.endedAt();
        window.followUps().forEach((id, state) -> {
            if (ended != null && state.progress() == Window.FollowUpState.Progress.WAITING) {
                window.plan()
                        .followUp(id)
                        .ifPresent(planned -> timers.add(new Timer.FollowUp(id, ended.plus(planned.after()))));
            }
        });
        return timers;
    }

    private static Set<Timer> ofLiving(Window window) {
        Set<Timer> timers = new LinkedHashSet<>();
        turningPoints(window, timers);
        window.plan().notices().forEach(notice -> notice(window, notice, timers));
        window.stepAtWork().ifPresent(step -> {
            Instant deadline = step.deadline();
            if (deadline != null) {
                timers.add(new Timer.Deadline(step.id(), step.attempt(), deadline));
            }
        });
        if (window.status().isOpen()) {
            timers.add(new Timer.StatusDue(window.heardAt().plus(window.plan().statusEvery())));
        }
        for (Question question : Question.of(window)) {
            question.nextCall(window)
                    .ifPresent(call -> timers.add(new Timer.Escalation(question.id(), call.level(), call.due())));
        }
        return timers;
    }

    private static void turningPoints(Window window, Set<Timer> timers) {
        switch (window.status()) {
            case SCHEDULED -> {
                timers.add(new Timer.Decision(window.decisionAt()));
                PreparationTimers.add(window, timers);
            }
            case DECIDING -> {
                PreparationTimers.add(window, timers);
                // A window that went and is held waits for resume, but not beyond its planned end.
                boolean waits = window.went() && window.held();
                timers.add(waits ? new Timer.End(window.endsAt()) : new Timer.Start(window.startsAt()));
            }
            case IN_PROGRESS, ROLLING_BACK, NEEDS_PERSON -> {
                if (!window.overran()) {
                    timers.add(new Timer.End(window.endsAt()));
                }
                TroubleTimers.add(window, timers);
            }
            case WATCHING -> watchEnd(window, timers);
            case COMPLETED, POSTPONED, CANCELLED, ROLLED_BACK -> {}
        }
    }

    private static void watchEnd(Window window, Set<Timer> timers) {
        Instant until = window.watchUntil();
        boolean watched = window.nextStep(Phase.WATCH, Phase.WATCH).isEmpty();
        if (until != null && watched && !window.held()) {
            timers.add(new Timer.WatchEnd(until));
        }
    }

    private static void notice(Window window, Plan.Notice notice, Set<Timer> timers) {
        Offset at = notice.at();
        NoticeState state = window.notices().get(notice.id());
        if (at != null && state != null && state.progress() == NoticeState.Progress.WAITING) {
            timers.add(new Timer.Notice(
                    notice.id(),
                    at.before(window.startsAt(), window.plan().window().zone())));
        }
    }
}
