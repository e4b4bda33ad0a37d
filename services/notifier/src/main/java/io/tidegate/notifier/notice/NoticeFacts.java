package io.tidegate.notifier.notice;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the texts of one notice to one audience are made of, as it was when the notice was asked for. Kept,
 * so that a later attempt says the same.
 *
 * @param window the window's id
 * @param notice the notice's id in the plan
 * @param zone in which this audience reads times
 * @param at when the notice was asked for
 * @param status of the window at that moment
 * @param downtime that was expected
 * @param unavailable how long the application really was away, once it is back; whole seconds
 * @param open the application can be used
 * @param reason a sentence: why it failed, was postponed, cancelled or rolled back
 * @param expectedEnd when the work should be done, where it can be foreseen and is later than planned
 */
public record NoticeFacts(
        String window,
        String notice,
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
        @Nullable String support) {

    public static NoticeFacts of(String id, Window window, Plan.Notice notice, Plan.Audience audience, Instant at) {
        Plan plan = window.plan();
        String support = plan.support();
        String trouble = window.trouble();
        return new NoticeFacts(
                id,
                notice.id(),
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
                support == null || support.isBlank() ? null : OneLine.of(support));
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
        return closed == null || reopened == null
                ? null
                : Duration.ofSeconds(
                        Math.max(1, Duration.between(closed, reopened).toSeconds()));
    }
}
