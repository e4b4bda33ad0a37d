package io.tidegate.orchestrator.window;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Forecast;
import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.orchestrator.timers.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What people are told, asked and called for while a window goes otherwise than planned. It proposes; it decides
 * nothing.
 */
final class Outlook {
    /** What people can do about a window that takes longer. */
    private static final List<String> LONGER = List.of("extend", "rollback", "go-on");

    private static final List<String> STALLED = List.of("hold", "rollback");

    private Outlook() {}

    static void overruns(Course course) {
        Window window = course.window();
        Instant end = Forecast.of(window, course.now()).end();
        course.happens(new WindowEvent.OverrunForecast(end, window.endsAt()));
        proposes(course, end, "It will not be open again by its planned end");
    }

    static void missesMilestone(Course course, Timer.Milestone milestone) {
        Window window = course.window();
        Instant end = Forecast.of(window, course.now()).end();
        course.happens(new WindowEvent.MilestoneMissed(milestone.step(), milestone.due(), end));
        String title = window.plan().step(milestone.step()).orElseThrow().title();
        proposes(course, end, "'" + title + "' is not done by its time");
    }

    /** With little left to do the window goes on and people watch; with more, they are asked. */
    private static void proposes(Course course, Instant end, String why) {
        Window window = course.window();
        Duration left = Duration.between(course.now(), end);
        if (left.compareTo(window.plan().inTrouble().goOnUnder()) >= 0 && window.proposal() == null) {
            course.happens(new WindowEvent.ProposalMade(
                    why + ", and about " + Math.round(left.toSeconds() / 60.0) + " min of work are left.", LONGER));
        }
    }

    static void passesNoReturn(Course course) {
        course.happens(new WindowEvent.NoReturnPassed(course.window().endsAt()));
    }

    static void stalls(Course course) {
        Window window = course.window();
        String step = window.stepAtWork().map(StepState::id).orElse(null);
        course.happens(new WindowEvent.WindowStalled(
                step, Objects.requireNonNullElse(window.progressedAt(), course.now()), STALLED));
    }

    static void escalates(Course course, Timer.Escalation escalation) {
        Window window = course.window();
        Question question = Question.of(window).stream()
                .filter(asked -> asked.id().equals(escalation.question()))
                .findFirst()
                .orElseThrow();
        Plan.Level level = window.plan().inTrouble().escalation().get(escalation.level() - 1);
        course.happens(new WindowEvent.Escalated(
                question.id(),
                escalation.level(),
                level.roles(),
                level.channels(),
                window.plan().title() + ": " + question.text()));
    }
}
