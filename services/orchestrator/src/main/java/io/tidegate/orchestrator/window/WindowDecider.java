package io.tidegate.orchestrator.window;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.window.NotScheduled;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand.Schedule;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.timers.Timers;
import java.time.Instant;
import java.util.Optional;

/** What happens to a window on an input. Pure: the same arguments give the same decision. */
public final class WindowDecider {
    private WindowDecider() {}

    /**
     * @param actor whose input it is; the actor of every event that comes of it
     * @param now the time of every event that comes of it, whole milliseconds
     */
    public static Decision decide(WindowState state, Input input, Actor actor, Instant now) {
        Course course = new Course(state, actor, now);
        return switch (input) {
            case Input.FromPerson wish -> wish(course, state, wish, actor);
            case Input.FromTimer fired -> ifScheduled(state, () -> timer(course, fired));
            case Input.FromAgent said -> ifScheduled(state, () -> OnReport.decide(course, said.report(), actor));
            case Input.PlanRead read -> ifScheduled(state, () -> Preparing.reads(course, read.plans()));
            case Input.AgentSilent silent -> ifScheduled(state, () -> OnAgent.silent(course, silent));
            case Input.AgentHeard heard -> ifScheduled(state, () -> OnAgent.heard(course, heard));
        };
    }

    private static Decision ifScheduled(WindowState state, java.util.function.Supplier<Decision> decision) {
        return switch (state) {
            case NotScheduled none -> new Decision.Ignored("there is no such window");
            case Window window -> decision.get();
        };
    }

    /** A timer that does not follow from the state any more is stale. */
    private static Decision timer(Course course, Input.FromTimer fired) {
        Timer timer = fired.timer();
        if (!Timers.of(course.window()).contains(timer)) {
            return new Decision.Ignored("timer " + timer.name() + " is stale");
        }
        if (timer.due().isAfter(course.now())) {
            return new Decision.Ignored("timer " + timer.name() + " is not due");
        }
        OnTimer.fires(course, timer, fired.neighbours());
        return course.accepted();
    }

    private static Decision wish(Course course, WindowState state, Input.FromPerson input, Actor actor) {
        CommandKind kind = CommandKind.of(input.command());
        return switch (LifeCycle.cell(Stage.of(state), kind)) {
            case Cell.Refuses refuses -> new Decision.Rejected(kind, refuses.refusal());
            case Cell.Schedules schedules ->
                Scheduling.decide(state, (Schedule) input.command(), input, actor, course.now());
            case Cell.Takes takes ->
                takes(
                        course,
                        takes,
                        kind,
                        new Wish(
                                input.command(),
                                actor,
                                course.window(),
                                course.now(),
                                input.plans().on(course.window().plan().target()),
                                input.neighbours()));
        };
    }

    private static Decision takes(Course course, Cell.Takes takes, CommandKind kind, Wish wish) {
        Optional<Refusal> refusal = takes.rules().stream()
                .flatMap(rule -> rule.refuses(wish).stream())
                .findFirst();
        if (refusal.isPresent()) {
            return new Decision.Rejected(kind, refusal.get());
        }
        takes.act().on(course, wish);
        return course.accepted();
    }
}
