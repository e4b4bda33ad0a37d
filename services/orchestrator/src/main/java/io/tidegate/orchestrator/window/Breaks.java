package io.tidegate.orchestrator.window;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import java.util.List;
import java.util.Set;

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
    private static final List<String> CHOICES = List.of("resume", "rollback");

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
        } else if (window.plan().onFailure() == Plan.OnFailure.ASK || window.held() || code.equals(INTERRUPTED)) {
            // A person who holds the window wants to be asked, whatever the plan says; and so does an agent that
            // cannot know what it has done.
            asks(course, why);
        } else {
            rollsBack(course, why);
        }
    }

    /** The next rung of the ladder, where there is one; but what only a person may decide, no other rung decides. */
    private static void failsInRollback(Course course, Plan.Step planned, String code, String why) {
        var instead = course.window().plan().insteadOf(planned.id());
        if (instead.isPresent()
                && !FOR_A_PERSON.contains(code)
                && !course.window().held()) {
            course.happens(new WindowEvent.StepSkipped(
                    planned.id(), "it failed, and '" + instead.get().title() + "' takes its place"));
            Onward.go(course);
        } else {
            asks(course, why);
        }
    }

    private static void asks(Course course, String why) {
        course.happens(new WindowEvent.PersonNeeded(why, CHOICES));
    }

    static void rollsBack(Course course, String reason) {
        endsStepAtWork(course, reason);
        course.happens(new WindowEvent.RollbackStarted(reason));
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
