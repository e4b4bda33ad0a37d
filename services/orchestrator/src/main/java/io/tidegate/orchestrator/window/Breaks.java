package io.tidegate.orchestrator.window;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What follows when a step does not succeed. */
final class Breaks {
    /** The code of an attempt that the orchestrator ended for another reason than time. */
    static final String CANCELLED = "cancelled";

    /** The code of an attempt that used up its time. */
    static final String TIME_LIMIT = "time-limit";

    /** The agent found a step half done that it may neither repeat nor undo by itself: see {@code Report.StepFailed}. */
    static final String INTERRUPTED = "interrupted";

    /** Going back would leave writes of users behind. */
    static final String WRITES = "writes-since-reopening";

    private static final Set<String> FOR_A_PERSON = Set.of(INTERRUPTED, WRITES);
    private static final List<String> CHOICES = List.of("retry", "fix", "rollback");

    private Breaks() {}

    static void fails(Course course, StepState step, String code, String reason, List<Fact> evidence) {
        course.happens(new WindowEvent.StepFailed(step.id(), step.attempt(), code, reason, evidence));
        Plan.Step planned = course.window().plan().step(step.id()).orElseThrow();
        String why = planned.title() + " failed: " + reason;
        switch (course.window().status()) {
            case IN_PROGRESS -> failsInProgress(course, planned, code, why);
            case WATCHING ->
                asks(course, why + " The application has been open since; a rollback loses what was written.");
            case ROLLING_BACK -> failsInRollback(course, planned, code, why);
            case SCHEDULED, DECIDING, NEEDS_PERSON, COMPLETED, POSTPONED, CANCELLED, ROLLED_BACK -> {}
        }
    }

    private static void failsInProgress(Course course, Plan.Step planned, String code, String why) {
        Window window = course.window();
        if (planned.phase() == Phase.PREPARE) {
            // It was measuring for the decision, which is over.
            Onward.go(course);
        } else if (window.plan().onFailureOf(planned) == Plan.OnFailure.ASK
                || window.held()
                || code.equals(INTERRUPTED)) {
            // A person who holds the window wants to be asked, whatever the plan says; and so does an agent that
            // cannot know what it has done.
            asks(course, why);
        } else if (isTimeToMend(course, planned)) {
            asks(course, why);
            startsFix(course, planned, why);
        } else {
            givesUp(course, planned, why);
        }
    }

    /** There is some, and it has not run out in an earlier attempt. */
    private static boolean isTimeToMend(Course course, Plan.Step planned) {
        Window.Fix fix = course.window().fix();
        return fix == null
                ? course.window().plan().fixOf(planned).isPresent()
                : fix.until().isAfter(course.now());
    }

    private static void startsFix(Course course, Plan.Step planned, String why) {
        Optional<Duration> time = course.window().plan().fixOf(planned);
        if (course.window().fix() == null && time.isPresent()) {
            course.happens(new WindowEvent.FixStarted(course.now().plus(time.get()), true, why));
        }
    }

    /** What takes the failed step's place, where there is something; else the way back. */
    private static void givesUp(Course course, Plan.Step planned, String why) {
        Optional<Plan.Step> instead = course.window().plan().insteadOf(planned.id());
        if (instead.isPresent()) {
            leavesOut(course, planned, instead.get());
            Onward.go(course);
        } else {
            rollsBack(course, why);
        }
    }

    private static void leavesOut(Course course, Plan.Step failed, Plan.Step instead) {
        course.happens(
                new WindowEvent.StepSkipped(failed.id(), "it failed, and '" + instead.title() + "' takes its place"));
    }

    /** The time to mend is over. */
    static void fixEnds(Course course, Window.Fix fix) {
        Window window = course.window();
        if (!fix.thenRollBack()) {
            course.happens(new WindowEvent.FixRanOut());
            return;
        }
        Optional<Plan.Step> instead = window.nextStep(Phase.CLOSE, Phase.REOPEN)
                .filter(step -> step.progress() == StepState.Progress.FAILED)
                .flatMap(step -> window.plan().insteadOf(step.id()));
        if (instead.isPresent()) {
            Plan.Step failed =
                    window.plan().step(String.valueOf(instead.get().ifFailed())).orElseThrow();
            course.happens(new WindowEvent.WindowResumed());
            leavesOut(course, failed, instead.get());
            Onward.go(course);
        } else {
            rollsBack(course, "the time to mend it is over: " + (window.trouble() == null ? "" : window.trouble()));
        }
    }

    /** The next rung of the ladder, where there is one; but what only a person may decide, no other rung decides. */
    private static void failsInRollback(Course course, Plan.Step planned, String code, String why) {
        var instead = course.window().plan().insteadOf(planned.id());
        if (instead.isPresent()
                && !FOR_A_PERSON.contains(code)
                && !course.window().held()) {
            leavesOut(course, planned, instead.get());
            Onward.go(course);
        } else {
            asks(course, why);
        }
    }

    private static void asks(Course course, String why) {
        course.happens(new WindowEvent.PersonNeeded(why, CHOICES));
    }

    static void rollsBack(Course course, String reason) {
        rollsBack(course, reason, null);
    }

    /** @param rung the step that is to put the database back; null for the plan's order */
    static void rollsBack(Course course, String reason, @Nullable String rung) {
        endsStepAtWork(course, reason);
        course.happens(new WindowEvent.RollbackStarted(reason, rung));
        Onward.goRetrying(course);
    }

    /** Ends the attempt at work, if there is one, so that no report of it changes anything from now on. */
    static void endsStepAtWork(Course course, String reason) {
        course.window()
                .stepAtWork()
                .ifPresent(step -> course.happens(
                        new WindowEvent.StepFailed(step.id(), step.attempt(), CANCELLED, reason, List.of())));
    }
}
