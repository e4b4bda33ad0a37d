package io.tidegate.orchestrator.window;

import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.orchestrator.timers.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a timer that is due does to the window that it belongs to. */
final class OnTimer {
    /** For a notice that is due at the start itself. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    /** A status line that comes later than this is missed, which is itself an alarm. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private OnTimer() {}

    static void fires(Course course, Timer timer, List<Neighbour> neighbours) {
        switch (timer) {
            case Timer.Decision decision -> comesToDecision(course, neighbours);
            case Timer.Start start -> starts(course, neighbours);
            case Timer.Notice notice -> noticeIsDue(course, notice);
            case Timer.Deadline deadline ->
                course.window().stepAtWork().ifPresent(step -> missesDeadline(course, step));
            case Timer.StatusDue due -> reports(course, due);
            case Timer.End end -> ends(course, end);
            case Timer.WatchEnd end -> {
                course.happens(new WindowEvent.WindowCompleted());
                Onward.afterwards(course);
            }
            case Timer.AskAvailability ask -> Preparing.asksEverybody(course);
            case Timer.Unanswered unanswered -> Preparing.asksStandIn(course, unanswered.role());
            case Timer.Expiry expiry -> {
                course.happens(new WindowEvent.MeasurementExpired(expiry.step()));
                Onward.go(course);
            }
            case Timer.FixEnd end ->
                Breaks.fixEnds(course, Objects.requireNonNull(course.window().fix()));
            case Timer.Overrun overrun -> Outlook.overruns(course);
            case Timer.NoReturn last -> Outlook.passesNoReturn(course);
            case Timer.Milestone milestone -> Outlook.missesMilestone(course, milestone);
            case Timer.Watchdog watchdog -> Outlook.stalls(course);
            case Timer.Escalation escalation -> Outlook.escalates(course, escalation);
            case Timer.FollowUp followUp -> course.happens(new WindowEvent.FollowUpDue(followUp.followUp()));
        }
    }

    /** Nobody is asked for a go that could not count: a wave stops after its first failure. */
    private static void comesToDecision(Course course, List<Neighbour> neighbours) {
        Optional<String> failed = WaveOrder.failed(course.window(), neighbours);
        if (failed.isPresent()) {
            postpones(course, failed.get());
        } else {
            course.happens(new WindowEvent.DecisionOpened(course.window().startsAt()));
            Onward.go(course);
        }
    }

    /** What was to be said before the start is not true any more once the window has begun. */
    private static void noticeIsDue(Course course, Timer.Notice notice) {
        if (course.now().isAfter(course.window().startsAt().plus(TOLERANCE))) {
            course.happens(new WindowEvent.NoticeSkipped(notice.notice(), "the start had passed before it went out"));
        } else {
            course.requestNotice(notice.notice());
        }
    }

    private static void starts(Course course, List<Neighbour> neighbours) {
        String target = course.window().plan().target();
        Optional<Neighbour> open =
                Neighbour.on(target, neighbours).filter(Neighbour::isOpen).findFirst();
        Optional<String> before = WaveOrder.notCompleted(course.window(), neighbours);
        if (open.isPresent()) {
            postpones(course, "the window " + open.get().inWords() + " is still open on " + target);
        } else if (before.isPresent()) {
            postpones(course, before.get());
        } else if (course.window().went()) {
            course.happens(new WindowEvent.WindowOpened());
            Onward.go(course);
        } else {
            postpones(course, "no decision by the start; " + missing(course.window()));
        }
    }

    private static String missing(Window window) {
        var criteria = window.missingCriteria().stream()
                .map(criterion -> "\"" + criterion.title() + "\"")
                .toList();
        String goes =
                window.missingApprovals().isEmpty() ? "" : "go from " + String.join(" and ", window.missingApprovals());
        String unmet = criteria.isEmpty() ? "" : "criteria " + String.join(", ", criteria);
        return "missing: " + goes + (goes.isEmpty() || unmet.isEmpty() ? "" : "; ") + unmet;
    }

    private static void missesDeadline(Course course, StepState step) {
        var planned = course.window().plan().step(step.id()).orElseThrow();
        Breaks.fails(
                course,
                step,
                Breaks.TIME_LIMIT,
                "not finished within " + StatusLine.took(planned.limit().toMillis()),
                List.of());
    }

    private static void reports(Course course, Timer.StatusDue due) {
        Duration late = Duration.between(due.due(), course.now());
        if (late.compareTo(LATE) > 0) {
            course.happens(new WindowEvent.StatusMissed(due.due(), late.toMillis()));
        }
        StatusLine line = StatusLine.of(course.window(), course.now());
        course.happens(new WindowEvent.StatusReported(line.status(), line.action(), line.next()));
    }

    private static void ends(Course course, Timer.End end) {
        if (course.window().status() == Status.DECIDING) {
            postpones(course, "it was held until its planned end");
        } else {
            course.happens(new WindowEvent.WindowOverran(end.due()));
        }
    }

    private static void postpones(Course course, String reason) {
        Breaks.endsStepAtWork(course, "the window is postponed");
        course.happens(new WindowEvent.WindowPostponed(reason));
    }
}
