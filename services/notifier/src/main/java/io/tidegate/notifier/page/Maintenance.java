package io.tidegate.notifier.page;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A window as the public may know it: without people, steps and reasons.
 *
 * @param component the window's target
 * @param componentTitle as the plan calls it; its name where the plan has no words for it
 * @param isClosed the application cannot be used because of it
 * @param phases how far it is; empty unless work goes on as planned
 * @param updates the newest first
 * @param banner the last notice that went to the banner
 * @param createdAt when it was made public
 * @param changedAt when the public's picture of it changed last
 */
public record Maintenance(
        String id,
        String title,
        String summary,
        String component,
        String componentTitle,
        Standing standing,
        boolean isClosed,
        Instant startsAt,
        Instant endsAt,
        ZoneId zone,
        Duration downtime,
        @Nullable Instant openedAt,
        @Nullable Instant reopenedAt,
        @Nullable Instant watchUntil,
        @Nullable Instant endedAt,
        List<PhaseMark> phases,
        List<Update> updates,
        Optional<Publication> banner,
        @Nullable String support,
        Instant createdAt,
        Instant changedAt) {

    static Maintenance of(PublishedWindow published) {
        Window window = published.window();
        Plan plan = window.plan();
        Standing standing = Standing.of(window);
        List<Update> updates = Timeline.of(published);
        return new Maintenance(
                published.id(),
                plan.title(),
                plan.summary(),
                plan.target(),
                plan.targetInWords(),
                standing,
                isClosed(window),
                window.startsAt(),
                window.endsAt(),
                plan.window().zone(),
                plan.window().downtime(),
                window.openedAt(),
                window.reopenedAt(),
                window.watchUntil(),
                window.endedAt(),
                PhaseMark.of(window),
                updates,
                published.publications().stream()
                        .filter(publication -> publication.medium() == Plan.Medium.BANNER)
                        .reduce((earlier, later) -> later),
                plan.support(),
                updates.isEmpty() ? window.heardAt() : updates.getLast().at(),
                changedAt(window, updates));
    }

    /** From the opening, though the first minute may still be usable, until it is open again. */
    private static boolean isClosed(Window window) {
        return switch (window.status()) {
            case IN_PROGRESS, ROLLING_BACK -> true;
            case NEEDS_PERSON -> window.reopenedAt() == null || isRollbackBegun(window);
            case SCHEDULED, DECIDING, WATCHING, COMPLETED, POSTPONED, CANCELLED, ROLLED_BACK -> false;
        };
    }

    private static boolean isRollbackBegun(Window window) {
        return window.plan().rollback().stream()
                .flatMap(step -> window.step(step.id()).stream())
                .anyMatch(step -> step.attempt() > 0);
    }

    private static Instant changedAt(Window window, List<Update> updates) {
        return Stream.concat(
                        Stream.of(window.openedAt(), window.reopenedAt(), window.endedAt())
                                .flatMap(Stream::ofNullable),
                        updates.stream().map(Update::at))
                .max(Instant::compareTo)
                .orElse(window.heardAt());
    }

    /** It ended not long ago, so that people still want to know. */
    boolean endedAfter(Instant time) {
        return standing.isOver() && endedAt != null && endedAt.isAfter(time);
    }
}
