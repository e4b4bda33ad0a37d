package io.tidegate.contracts.window;

import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One way to put the database back, as a person can choose it.
 *
 * @param step the rollback's step
 * @param takes how long it takes, as measured where it was
 * @param loss what of the data is lost, a sentence
 */
public record Rung(String step, String title, Duration takes, String loss) {

    /** The ways back that this window has now, in the order in which the plan tries them. */
    public static List<Rung> of(Window window) {
        return window.plan().rollback().stream()
                .filter(step -> lossOf(step.run()).isPresent())
                .filter(step -> isThere(window, step))
                .map(step -> new Rung(
                        step.id(),
                        step.title(),
                        Forecast.timeOf(window, step),
                        lossOf(step.run()).orElseThrow()))
                .toList();
    }

    /** What it restores from has been made, and what it undoes has been begun. */
    private static boolean isThere(Window window, Plan.Step step) {
        return switch (step.run()) {
            case Work.SwapBack work -> isDone(window, Work.SafetyCopy.class) && isBegun(window, step);
            case Work.RestoreBackup work -> isDone(window, Work.Backup.class) && isBegun(window, step);
            case Work work -> isBegun(window, step);
        };
    }

    private static boolean isDone(Window window, Class<? extends Work> kind) {
        return window.plan().steps().stream()
                .filter(step -> step.phase() != Phase.PREPARE && kind.isInstance(step.run()))
                .flatMap(step -> window.step(step.id()).stream())
                .anyMatch(state -> state.progress() == StepState.Progress.DONE);
    }

    private static boolean isBegun(Window window, Plan.Step step) {
        return step.whenStarted() == null
                || window.step(step.whenStarted())
                        .filter(state -> state.attempt() > 0)
                        .isPresent();
    }

    private static Optional<String> lossOf(Work work) {
        return Optional.ofNullable(
                switch (work) {
                    case Work.Undo undo -> "Nothing but what the scripts take away.";
                    case Work.SwapBack swap ->
                        "What was written since the safety copy; refused where the application has written.";
                    case Work.RestoreBackup restore -> "What was written since the backup.";
                    case Work other -> null;
                });
    }

    /** The rungs that are tried before this one in the plan, nearest first. */
    public static List<String> before(Plan plan, String step) {
        return plan.step(step)
                .map(Plan.Step::ifFailed)
                .map(before -> Stream.concat(Stream.of(before), before(plan, before).stream())
                        .toList())
                .orElse(List.of());
    }
}
