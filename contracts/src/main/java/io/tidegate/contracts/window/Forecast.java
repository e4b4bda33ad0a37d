package io.tidegate.contracts.window;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a window in progress will be open again, and until when a rollback still ends inside it: from the times that the
 * rehearsal has measured, else those that the plan expects, else a quarter of a step's limit.
 *
 * @param end when the last step before reopening will have ended
 * @param rollback how long a rollback takes from now, by its first way
 * @param pointOfNoReturn a rollback that begins later ends after the planned end
 */
public record Forecast(Instant end, Duration rollback, Instant pointOfNoReturn) {
    /** What nobody has measured mostly ends well before its limit, or the limit would be no limit. */
    private static final int PART_OF_LIMIT = 4;

    public static Forecast of(Window window, Instant now) {
        Duration rest = rest(window);
        Instant end = window.stepAtWork()
                .map(step -> endOf(window, step, now))
                .orElse(now)
                .plus(rest);
        return new Forecast(end, rollback(window), pointOfNoReturn(window));
    }

    /** A rollback that begins later ends after the planned end. */
    public static Instant pointOfNoReturn(Window window) {
        return window.endsAt().minus(rollback(window));
    }

    /** From when on the forecast lies behind the planned end, if nothing gets done meanwhile. */
    public static Instant overrunsFrom(Window window) {
        Instant latest = window.endsAt().minus(rest(window));
        return window.stepAtWork()
                .filter(step -> step.requestedAt() != null)
                .map(step -> {
                    Instant requested = begun(step);
                    Instant ends = requested.plus(timeOf(window, planned(window, step)));
                    return ends.isAfter(latest) ? requested : latest;
                })
                .orElse(latest);
    }

    /** How long a step takes, as far as anybody can tell before it has run. */
    public static Duration timeOf(Window window, Plan.Step step) {
        return rehearsed(window, step).orElseGet(() -> expected(step));
    }

    private static Duration expected(Plan.Step step) {
        Duration expected = step.expected();
        return expected == null ? step.limit().dividedBy(PART_OF_LIMIT) : expected;
    }

    /** What the rehearsal of this window has measured of the same work. */
    private static Optional<Duration> rehearsed(Window window, Plan.Step step) {
        String name =
                switch (step.run()) {
                    case Work.Migrate work -> "migration-time";
                    case Work.Verify work -> "verification-time";
                    case Work.Backup work -> "dump-time";
                    case Work.TestRestore work -> "restore-time";
                    case Work.RestoreBackup work -> "restore-time";
                    case Work work -> "";
                };
        return name.isEmpty()
                ? Optional.empty()
                : window.plan().steps().stream()
                        .filter(planned -> planned.run() instanceof Work.Rehearse)
                        .flatMap(planned -> window.step(planned.id()).stream())
                        .filter(state -> state.progress() == StepState.Progress.DONE)
                        .flatMap(state -> state.evidence().stream())
                        .filter(fact -> fact.name().equals(name))
                        .map(Fact::number)
                        .flatMap(Stream::ofNullable)
                        .map(millis -> Duration.ofMillis(millis.longValue()))
                        .findFirst();
    }

    private static Instant endOf(Window window, StepState step, Instant now) {
        Instant begun = begun(step);
        Duration elapsed = Duration.between(begun, now);
        Integer percent = step.percent();
        Instant end = percent != null && percent > 0 && percent <= 100
                ? begun.plus(elapsed.multipliedBy(100).dividedBy(percent))
                : begun.plus(timeOf(window, planned(window, step)));
        return end.isBefore(now) ? now : end;
    }

    private static Instant begun(StepState step) {
        Instant requested = step.requestedAt() == null ? Instant.EPOCH : step.requestedAt();
        return step.startedAt() == null ? requested : step.startedAt();
    }

    /** What is still to be handed out before the application is open again. */
    private static Duration rest(Window window) {
        return window.steps().stream()
                .filter(step -> !step.isSettled() && !step.isAtWork())
                .map(step -> planned(window, step))
                .filter(step ->
                        step.phase().compareTo(Phase.CLOSE) >= 0 && step.phase().compareTo(Phase.REOPEN) <= 0)
                .filter(step -> step.ifFailed() == null)
                .map(step -> timeOf(window, step))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration rollback(Window window) {
        return window.plan().rollback().stream()
                .filter(step -> step.ifFailed() == null)
                .filter(step -> step.whenStarted() == null
                        || window.step(step.whenStarted())
                                .filter(state -> state.attempt() > 0)
                                .isPresent())
                .map(step -> timeOf(window, step))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Plan.Step planned(Window window, StepState step) {
        return window.plan().step(step.id()).orElseThrow();
    }
}
