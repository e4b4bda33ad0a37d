package io.tidegate.orchestrator.window;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.Window.Delivery;
import io.tidegate.contracts.window.Window.NoticeState;
import io.tidegate.contracts.window.WindowEvent;
import java.util.Objects;
import java.util.Optional;

/** What a report of an agent or of the notifier does. A report that is late, of another or said before does nothing. */
final class OnReport {
    private OnReport() {}

    static Decision decide(Course course, Report report, Actor actor) {
        return switch (report) {
            case Report.OfStep ofStep -> ofStep(course, ofStep, actor);
            case Report.NoticeDelivered delivered -> delivered(course, delivered, actor);
            case Report.EscalationDelivered delivered -> called(course, delivered, actor);
            case Report.AgentBeat beat -> new Decision.Ignored("a beat is about an agent and not about a window");
        };
    }

    private static Decision ofStep(Course course, Report.OfStep report, Actor actor) {
        Window window = course.window();
        if (!actor.equals(Actor.agent(window.plan().target()))) {
            return new Decision.Ignored(
                    "it is not from the agent of " + window.plan().target());
        }
        Optional<StepState> step = window.step(report.step());
        if (step.isEmpty()) {
            return new Decision.Ignored("the plan has no step " + report.step());
        }
        if (step.get().attempt() != report.attempt()) {
            return new Decision.Ignored("stale: attempt " + report.attempt() + " of step " + report.step() + ", now "
                    + step.get().attempt());
        }
        if (!step.get().isAtWork()) {
            return new Decision.Ignored("step " + report.step() + " is not at work");
        }
        return atWork(course, report, step.get());
    }

    private static Decision atWork(Course course, Report.OfStep report, StepState step) {
        switch (report) {
            case Report.StepStarted started -> {
                if (step.progress() == StepState.Progress.RUNNING) {
                    return new Decision.Ignored("step " + step.id() + " is known to have started");
                }
                course.happens(new WindowEvent.StepStarted(step.id(), step.attempt()));
            }
            case Report.StepProgressed progressed -> {
                if (Objects.equals(progressed.percent(), step.percent())
                        && progressed.doing().equals(step.doing())) {
                    return new Decision.Ignored("that progress of step " + step.id() + " is known");
                }
                course.happens(new WindowEvent.StepProgressed(
                        step.id(), step.attempt(), progressed.percent(), progressed.doing()));
            }
            case Report.StepWarned warned ->
                course.happens(new WindowEvent.StepWarned(step.id(), step.attempt(), warned.code(), warned.text()));
            case Report.StepSucceeded succeeded -> {
                course.happens(new WindowEvent.StepSucceeded(
                        step.id(), step.attempt(), succeeded.durationMs(), succeeded.evidence()));
                Onward.go(course);
            }
            case Report.StepFailed failed ->
                Breaks.fails(course, step, failed.code(), failed.reason(), failed.evidence());
        }
        return course.accepted();
    }

    /** Also after the window's end: its last notices go out then. */
    private static Decision delivered(Course course, Report.NoticeDelivered report, Actor actor) {
        NoticeState notice = course.window().notices().get(report.notice());
        if (actor.kind() != Actor.Kind.NOTIFIER) {
            return new Decision.Ignored("it is not from the notifier");
        }
        if (notice == null || notice.progress() != NoticeState.Progress.REQUESTED) {
            return new Decision.Ignored("nobody asked for the notice " + report.notice());
        }
        if (notice.rounds() != report.round()) {
            return new Decision.Ignored("round " + report.round() + " of notice " + report.notice()
                    + " is not the one that was asked for, " + notice.rounds());
        }
        var delivery = new Delivery(report.sent(), report.failed(), report.uncertain(), report.detail());
        if (delivery.equals(notice.deliveries().get(Window.deliveryKey(report.audience(), report.medium())))) {
            return new Decision.Ignored("that delivery of notice " + report.notice() + " is known");
        }
        course.happens(new WindowEvent.NoticeDelivered(
                report.notice(),
                report.round(),
                report.audience(),
                report.medium(),
                report.sent(),
                report.failed(),
                report.uncertain(),
                report.detail()));
        Onward.go(course);
        return course.accepted();
    }

    private static Decision called(Course course, Report.EscalationDelivered report, Actor actor) {
        if (actor.kind() != Actor.Kind.NOTIFIER) {
            return new Decision.Ignored("it is not from the notifier");
        }
        if (!course.window().calls().containsKey(report.question())) {
            return new Decision.Ignored("nobody was called for " + report.question());
        }
        course.happens(new WindowEvent.EscalationDelivered(
                report.question(), report.level(), report.channel(), report.sent(), report.failed(), report.detail()));
        return course.accepted();
    }
}
