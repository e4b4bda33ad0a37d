package io.tidegate.orchestrator.window;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What people do themselves: manual steps, follow-ups, steps that they leave out, faults that they find. */
final class ByHand {
    private static final List<String> CHOICES = List.of("rollback", "go-on");

    private ByHand() {}

    static void isDone(Course course, Question question, String note, Wish wish) {
        String id = question.subject();
        if (course.window().status().isFinal()) {
            String role = question.roles().stream()
                    .filter(wish.roles()::contains)
                    .findFirst()
                    .orElseThrow();
            course.happens(new WindowEvent.FollowUpDone(id, role, note));
            if (course.window().isSettled()) {
                course.happens(new WindowEvent.WindowClosed());
            }
        } else {
            StepState step = course.window().step(id).orElseThrow();
            Instant since = Objects.requireNonNullElse(step.requestedAt(), course.now());
            List<Fact> evidence =
                    new ArrayList<>(List.of(Fact.text("done-by", wish.actor().label())));
            if (!note.isBlank()) {
                evidence.add(Fact.text("note", note));
            }
            course.happens(new WindowEvent.StepSucceeded(
                    id, step.attempt(), Duration.between(since, course.now()).toMillis(), evidence));
            Onward.go(course);
        }
    }

    static void skips(Course course, StepState step, String reason) {
        if (step.isAtWork()) {
            Breaks.endsStepAtWork(course, "left out by " + reason);
        }
        if (course.window().status() == Status.NEEDS_PERSON) {
            course.happens(new WindowEvent.WindowResumed());
        }
        course.happens(new WindowEvent.StepSkipped(step.id(), reason));
        Onward.go(course);
    }

    /** Scenario 4 of the runbook: few users, write it down; many, evaluate a rollback; damage to data, roll back. */
    static void reportsBug(Course course, WindowCommand.Bug bug, String who) {
        course.happens(new WindowEvent.BugReported(bug.share(), bug.corruption(), bug.text()));
        Window window = course.window();
        Plan.Contingencies trouble = window.plan().inTrouble();
        boolean few = bug.share() != null && bug.share() < trouble.bugShare();
        switch (window.status()) {
            case IN_PROGRESS, WATCHING -> {
                if (bug.corruption() && trouble.corruption() == Plan.OnFailure.ROLL_BACK) {
                    Breaks.rollsBack(course, who + " reports that data is being damaged: " + bug.text());
                } else if (bug.corruption() || !few) {
                    course.happens(new WindowEvent.ProposalMade(
                            (bug.corruption() ? "Data is being damaged: " : "A fault affects users: ") + bug.text(),
                            CHOICES));
                }
            }
            case SCHEDULED, DECIDING, COMPLETED, POSTPONED, CANCELLED, ROLLING_BACK, ROLLED_BACK, NEEDS_PERSON -> {}
        }
    }
}
