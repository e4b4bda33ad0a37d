package io.tidegate.notifier.notice;

import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the texts of one notice to one audience are made of, as it was when the notice was asked for. Kept,
 * so that a later attempt says the same.
 *
 * @param window the window's id
 * @param notice the notice's id in the plan
 * @param round 1 for the first time that the notice goes out
 * @param zone in which this audience reads times
 * @param at when the notice was asked for
 * @param status of the window at that moment
 * @param downtime that was expected
 * @param unavailable how long the application really was away, once it is back; whole seconds
 * @param open the application can be used
 * @param reason a sentence: why it failed, was postponed, cancelled or rolled back
 * @param expectedEnd when the work should be done, where it can be foreseen and is later than planned
 * @param asBefore the application is open without the change: what takes the place of a failed step was done
 * @param lost the application was open in between, and what was entered then is gone with the rollback, or may go with it
 *     while it goes on
 * @param earlier the dates that held before they changed last; null while they are the first
 * @param target what people call the target, where the plan is for several; else null
 */
public record NoticeFacts(
        String window,
        String notice,
        int round,
        Plan.Template template,
        String audience,
        ZoneId zone,
        Instant at,
        Status status,
        String title,
        String summary,
        Instant startsAt,
        Instant endsAt,
        Duration downtime,
        @Nullable Duration unavailable,
        boolean open,
        @Nullable String reason,
        @Nullable Instant expectedEnd,
        @Nullable String support,
        boolean asBefore,
        boolean lost,
        @Nullable Earlier earlier,
        @Nullable String target)
        implements Matter {

    public static NoticeFacts of(
            String id,
            Window window,
            Plan.Notice notice,
            int round,
            Plan.Audience audience,
            Instant at,
            @Nullable Earlier earlier) {
        Plan plan = window.plan();
        String support = plan.support();
        String trouble = window.trouble();
        return new NoticeFacts(
                id,
                notice.id(),
                round,
                notice.template(),
                audience.name(),
                audience.zone(),
                at,
                window.status(),
                OneLine.of(plan.title()),
                OneLine.sentence(plan.summary()),
                window.startsAt(),
                window.endsAt(),
                plan.window().downtime(),
                unavailable(window),
                isOpen(window),
                trouble == null || trouble.isBlank() ? null : OneLine.sentence(trouble),
                Forecast.end(window, at).orElse(null),
                support == null || support.isBlank() ? null : OneLine.of(support),
                isAsBefore(window),
                isLost(window),
                earlier,
                plan.targetTitle() == null ? null : OneLine.of(plan.targetTitle()));
    }

    /** {@code announce}, and {@code announce#2} when it goes out again. */
    @Override
    public String occasion() {
        return round == 1 ? notice : notice + "#" + round;
    }

    @Override
    public String label() {
        return "window=" + window + " notice=" + occasion() + " audience=" + audience;
    }

    /** The dates that do not hold any more, where the window was moved to others. */
    public Optional<Earlier> movedFrom() {
        return Optional.ofNullable(earlier).filter(dates -> !dates.startsAt().equals(startsAt));
    }

    /** The work goes on beyond its planned end. */
    public boolean isOverrun() {
        return !at.isBefore(endsAt);
    }

    /** The end that people count on: before an extension the one that was planned until then. */
    public Instant endToldBefore() {
        return earlier != null && movedFrom().isEmpty() && earlier.endsAt().isBefore(endsAt) && !isOverrun()
                ? earlier.endsAt()
                : endsAt;
    }

    /** When it should end now, where that is later than {@link #endToldBefore} and still ahead. */
    public Optional<Instant> newEnd() {
        Instant later = expectedEnd == null || expectedEnd.isBefore(endsAt) ? endsAt : expectedEnd;
        return later.isAfter(endToldBefore()) && later.isAfter(at) ? Optional.of(later) : Optional.empty();
    }

    /** What only prepares or protects brings no change to anybody; what was done instead of one of those keeps none away. */
    private static boolean isAsBefore(Window window) {
        return window.plan().steps().stream()
                .filter(step -> step.ifFailed() != null && step.phase().compareTo(Phase.MIGRATE) >= 0)
                .flatMap(step -> window.step(step.id()).stream())
                .anyMatch(step -> step.progress() == StepState.Progress.DONE);
    }

    private static boolean isLost(Window window) {
        return wasOpenInBetween(window)
                && window.plan().rollback().stream()
                        .filter(step -> step.run() instanceof Work.SwapBack || step.run() instanceof Work.RestoreBackup)
                        .flatMap(step -> window.step(step.id()).stream())
                        .anyMatch(step ->
                                window.status() == Status.ROLLING_BACK || step.progress() == StepState.Progress.DONE);
    }

    private static boolean wasOpenInBetween(Window window) {
        boolean goesBack = window.status() == Status.ROLLING_BACK || window.status() == Status.ROLLED_BACK;
        return goesBack && window.watchUntil() != null;
    }

    /** The work can be used by its users: nothing was closed yet, or it is open again. */
    public static boolean isOpen(Window window) {
        return switch (window.status()) {
            case SCHEDULED, DECIDING, WATCHING, COMPLETED, POSTPONED, CANCELLED, ROLLED_BACK -> true;
            case IN_PROGRESS, ROLLING_BACK, NEEDS_PERSON -> false;
        };
    }

    private static @Nullable Duration unavailable(Window window) {
        Instant closed = window.closedAt();
        Instant reopened = window.reopenedAt();
        // What was open in between is no downtime, and from when to when it was is not known any more.
        return closed == null || reopened == null || wasOpenInBetween(window)
                ? null
                : Duration.ofSeconds(
                        Math.max(1, Duration.between(closed, reopened).toSeconds()));
    }
}
