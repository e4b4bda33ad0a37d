package io.tidegate.cli.simulation;

import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.orchestrator.window.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a rollback would take if a step failed at its end: played by the rules from each step of the window, once for
 * every rung of the ladder.
 */
final class Retreats {
    private final Cast cast;
    private final List<Retreat> retreats = new ArrayList<>();

    /**
     * @param failed the step of the window that fails
     * @param at when
     * @param way what puts the database back
     * @param takes from the rollback's beginning; null where it does not come to an end
     * @param over when everything is as it was; null as above
     */
    record Retreat(
            Plan.Step failed,
            Instant at,
            int rung,
            String way,
            @Nullable Duration takes,
            @Nullable Instant over) {}

    Retreats(Cast cast) {
        this.cast = cast;
    }

    /** Looks at what happens next: where it is the end of a step that a rollback undoes, plays the rollback. */
    void look(Play play) {
        if (play.input().orElse(null) instanceof Input.FromAgent(Report.StepSucceeded end)) {
            Plan.Step step = cast.plan().step(end.step()).orElseThrow();
            boolean goesBack =
                    step.phase().compareTo(Phase.CLOSE) >= 0 && step.phase().compareTo(Phase.REOPEN) <= 0;
            // A step that has missed its deadline ends too, when the rollback has long begun.
            boolean counts = play.window()
                    .flatMap(window -> window.step(step.id()))
                    .filter(state -> state.isAtWork() && state.attempt() == end.attempt())
                    .isPresent();
            if (goesBack && counts && !cast.plan().rollback().isEmpty()) {
                ladder(play, step, end.attempt(), play.due().orElseThrow());
            }
        }
    }

    /** If the first way fails too, the next; and so on to the last rung. */
    private void ladder(Play play, Plan.Step step, int attempt, Instant at) {
        Set<String> failing = new HashSet<>(cast.failing());
        int rung = 0;
        while (true) {
            Report failure = new Report.StepFailed(step.id(), attempt, "simulated", "it was made to", List.of());
            Play other = play.otherwise(cast.failing(failing), at, cast.agent(Duration.ZERO, failure));
            Window after = retreat(other, step, at, rung++);
            Optional<String> replaced = cast.plan().rollback().stream()
                    .map(Plan.Step::id)
                    .filter(id -> cast.plan().insteadOf(id).isPresent())
                    .filter(id -> after.step(id)
                            .filter(state -> state.progress() == StepState.Progress.DONE)
                            .isPresent())
                    .findFirst();
            if (replaced.isEmpty() || !failing.add(replaced.get())) {
                return;
            }
        }
    }

    /** @return the window at the end */
    private Window retreat(Play play, Plan.Step failed, Instant at, int rung) {
        Instant begun = at;
        while (play.due().isPresent() && !isSettled(play.window().orElseThrow())) {
            Play.Scene scene = play.play();
            for (Play.Entry entry : scene.entries()) {
                if (entry.event().event() instanceof WindowEvent.RollbackStarted) {
                    begun = scene.at();
                }
            }
        }
        Window after = play.window().orElseThrow();
        if (after.status() == Status.COMPLETED) {
            // Something took the failed step's place, and nobody had to go back.
            return after;
        }
        Instant over = after.status() == Status.ROLLED_BACK ? after.endedAt() : null;
        retreats.add(
                new Retreat(failed, at, rung, way(after), over == null ? null : Duration.between(begun, over), over));
        return after;
    }

    /** It has ended, or waits for a person who could not go back. */
    private boolean isSettled(Window window) {
        boolean stuck = window.status() == Status.NEEDS_PERSON
                && cast.plan().rollback().stream()
                        .flatMap(step -> window.step(step.id()).stream())
                        .anyMatch(step -> step.progress() == StepState.Progress.FAILED);
        return window.status().isFinal() || stuck;
    }

    private String way(Window after) {
        String way = cast.plan().rollback().stream()
                .filter(step -> step.run() instanceof Work.SwapBack
                        || step.run() instanceof Work.Undo
                        || step.run() instanceof Work.RestoreBackup)
                .filter(step -> after.step(step.id())
                        .filter(state -> state.progress() == StepState.Progress.DONE)
                        .isPresent())
                .map(Plan.Step::title)
                .collect(Collectors.joining(" and "));
        return way.isEmpty() ? "Nothing to put back" : way;
    }

    /** The first way back from each step. */
    List<Retreat> first() {
        return retreats.stream().filter(retreat -> retreat.rung() == 0).toList();
    }

    /** The ways back from where the most is to be undone, each with the longest that it takes from anywhere. */
    List<WayBack> ways(Instant plannedEnd) {
        if (retreats.isEmpty()) {
            return List.of();
        }
        Plan.Step last = retreats.getLast().failed();
        return retreats.stream()
                .filter(retreat -> retreat.failed().equals(last))
                .map(retreat -> wayBack(retreat, plannedEnd))
                .toList();
    }

    private WayBack wayBack(Retreat of, Instant plannedEnd) {
        Duration longest = retreats.stream()
                .filter(retreat -> retreat.rung() == of.rung())
                .map(Retreat::takes)
                .filter(Objects::nonNull)
                .max(Duration::compareTo)
                .orElse(null);
        boolean ends = of.takes() != null && longest != null;
        return new WayBack(of.way(), ends ? longest : null, ends ? plannedEnd.minus(longest) : null);
    }
}
