package io.tidegate.orchestrator.window;

import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.window.Rung;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.StepState.Progress;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What follows by itself once something has happened: go is decided, the next step is handed out, the window ends. */
final class Onward {
    private Onward() {}

    /** Goes on; a failed step stays failed. */
    static void go(Course course) {
        go(course, false);
    }

    /** Goes on; a failed step is tried once more. */
    static void goRetrying(Course course) {
        go(course, true);
    }

    private static void go(Course course, boolean retry) {
        switch (course.window().status()) {
            case SCHEDULED, NEEDS_PERSON, COMPLETED, POSTPONED, CANCELLED, ROLLED_BACK -> {}
            case DECIDING -> decide(course, retry);
            case IN_PROGRESS -> work(course, retry);
            case WATCHING -> watch(course, retry);
            case ROLLING_BACK -> rollBack(course, retry);
        }
    }

    private static void decide(Course course, boolean retry) {
        Window window = course.window();
        if (!window.went()
                && window.missingApprovals().isEmpty()
                && window.missingCriteria().isEmpty()) {
            course.happens(new WindowEvent.GoDecided());
        }
        window.nextStep(Phase.PREPARE, Phase.PREPARE).ifPresent(step -> handOut(course, step, retry));
    }

    private static void work(Course course, boolean retry) {
        if (course.window().stepAtWork().isPresent()) {
            return;
        }
        Optional<StepState> next = firstNeeded(course, Phase.CLOSE, Phase.REOPEN);
        Window window = course.window();
        if (next.isPresent()) {
            handOut(course, next.get(), retry);
        } else if (!window.held()) {
            Instant reopened = Objects.requireNonNullElse(window.reopenedAt(), course.now());
            course.happens(new WindowEvent.WindowReopened(
                    course.now().plus(window.plan().window().watch()), millis(window.closedAt(), reopened)));
            watch(course, retry);
        }
    }

    /** The window is over: what is to be looked after at once is, and the rest has its time. */
    static void afterwards(Course course) {
        Window window = course.window();
        window.plan().followUps().stream()
                .filter(followUp -> window.followUps().containsKey(followUp.id()))
                .filter(followUp -> followUp.after().isZero())
                .forEach(followUp -> course.happens(new WindowEvent.FollowUpDue(followUp.id())));
    }

    private static void watch(Course course, boolean retry) {
        Window window = course.window();
        Optional<StepState> next = window.nextStep(Phase.WATCH, Phase.WATCH);
        next.ifPresent(step -> handOut(course, step, retry));
    }

    private static void rollBack(Course course, boolean retry) {
        if (course.window().stepAtWork().isPresent() || course.window().held()) {
            return;
        }
        Optional<StepState> next = firstNeeded(course, Phase.ROLLBACK, Phase.ROLLBACK);
        if (next.isPresent()) {
            handOut(course, next.get(), retry);
        } else {
            course.happens(new WindowEvent.WindowRolledBack(downtime(course.window(), course.now())));
            afterwards(course);
        }
    }

    /** The next step that has something to do; those before it that have not are left out. */
    private static Optional<StepState> firstNeeded(Course course, Phase first, Phase last) {
        Optional<StepState> next = course.window().nextStep(first, last);
        while (next.isPresent()) {
            Optional<String> why = notNeeded(course.window(), next.get());
            if (why.isEmpty()) {
                return next;
            }
            course.happens(new WindowEvent.StepSkipped(next.get().id(), why.get()));
            next = course.window().nextStep(first, last);
        }
        return next;
    }

    /** Why a step has nothing to do; empty when it has. */
    private static Optional<String> notNeeded(Window window, StepState step) {
        Plan.Step planned = planned(window, step);
        String rung = window.rung();
        if (rung != null && Rung.before(window.plan(), rung).contains(step.id())) {
            return Optional.of("'" + window.plan().step(rung).orElseThrow().title() + "' was chosen instead");
        }
        if (step.id().equals(rung)) {
            return Optional.empty();
        }
        if (planned.whenStarted() != null && !wasTried(window, planned.whenStarted())) {
            return Optional.of("what it undoes was never begun");
        }
        String other = planned.ifFailed();
        if (other == null) {
            return Optional.empty();
        }
        boolean done = window.step(other)
                .filter(state -> state.progress() == Progress.DONE)
                .isPresent();
        return done || !wasTried(window, other)
                ? Optional.of("'" + window.plan().step(other).orElseThrow().title() + "' did not fail")
                : Optional.empty();
    }

    private static boolean wasTried(Window window, String step) {
        return window.step(step).filter(state -> state.attempt() > 0).isPresent();
    }

    /** One step at a time, none while held, and a failed one only when it is to be tried again. */
    private static void handOut(Course course, StepState step, boolean retry) {
        Window window = course.window();
        boolean ready = step.progress() == Progress.WAITING || (retry && step.progress() == Progress.FAILED);
        if (ready && !window.held() && window.stepAtWork().isEmpty()) {
            request(course, step);
        }
    }

    /** Hands out the plan's rehearsal, whatever came of an earlier one. */
    static void rehearse(Course course) {
        course.window().plan().steps().stream()
                .filter(step -> step.run() instanceof Work.Rehearse)
                .findFirst()
                .flatMap(step -> course.window().step(step.id()))
                .ifPresent(step -> request(course, step));
    }

    private static void request(Course course, StepState step) {
        Plan.Step planned = planned(course.window(), step);
        if (planned.run() instanceof Work.Rehearse
                && !course.window().approvals().isEmpty()) {
            course.happens(new WindowEvent.ApprovalsVoided("they were given to an earlier rehearsal"));
        }
        Instant deadline = course.now().plus(planned.limit());
        course.happens(new WindowEvent.StepRequested(step.id(), step.attempt() + 1, deadline));
    }

    private static Plan.Step planned(Window window, StepState step) {
        return window.plan().step(step.id()).orElseThrow();
    }

    /** Time without the application: until it was open again, and anew since the rollback took it away again. */
    private static long downtime(Window window, Instant now) {
        Instant reopened = window.reopenedAt();
        if (reopened == null) {
            return millis(window.closedAt(), now);
        }
        Instant closedAgain = window.steps().stream()
                .filter(step -> planned(window, step).phase() == Phase.ROLLBACK)
                .map(StepState::requestedAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(now);
        return millis(window.closedAt(), reopened) + millis(closedAgain, now);
    }

    private static long millis(@org.jspecify.annotations.Nullable Instant from, Instant to) {
        return from == null ? 0 : Duration.between(from, to).toMillis();
    }
}
