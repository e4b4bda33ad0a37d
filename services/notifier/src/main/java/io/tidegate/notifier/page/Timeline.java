package io.tidegate.notifier.page;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Plan.Template;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import io.tidegate.notifier.notice.Earlier;
import io.tidegate.notifier.page.Update.Overtaken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the public was told of a window, and what it was not told but must know: where a plan has no public notice for
 * the opening or the end, the log's own fact stands in its place.
 */
final class Timeline {
    private Timeline() {}

    /** The newest first. */
    static List<Update> of(PublishedWindow published) {
        Window window = published.window();
        Map<String, Publication> byNotice = new LinkedHashMap<>();
        for (Publication publication : published.publications()) {
            // The page's text is the longer one: the banner's stands in only where there is none.
            byNotice.merge(
                    publication.notice(),
                    publication,
                    (one, other) -> one.medium() == Plan.Medium.STATUS_PAGE ? one : other);
        }
        List<Update> updates = new ArrayList<>();
        byNotice.values().forEach(publication -> updates.add(update(publication, window)));
        updates.addAll(facts(window));
        move(published).ifPresent(updates::add);
        updates.sort(Comparator.comparing(Update::at).reversed());
        return List.copyOf(updates);
    }

    private static Update update(Publication publication, Window window) {
        return new Update(
                publication.notice(),
                Standing.of(publication.template(), window.status()),
                publication.title(),
                publication.body(),
                publication.at(),
                overtaken(publication, window));
    }

    private static Overtaken overtaken(Publication publication, Window window) {
        if (!publication.startsAt().equals(window.startsAt())) {
            return Overtaken.MOVED;
        }
        return publication.template() == Template.COMPLETE && isUndone(window.status())
                ? Overtaken.UNDONE
                : Overtaken.NO;
    }

    /** The last move, where the public knew of the date before and no notice tells it of the new one. */
    private static Optional<Update> move(PublishedWindow published) {
        Earlier earlier = published.earlier();
        if (earlier == null || earlier.startsAt().equals(published.window().startsAt())) {
            return Optional.empty();
        }
        boolean isNews = published.publications().stream()
                        .anyMatch(told -> told.at().isBefore(earlier.changedAt()))
                && published.publications().stream()
                        .noneMatch(told -> told.template() == Template.MOVED
                                && told.startsAt().equals(published.window().startsAt()));
        return isNews
                ? Optional.of(new Update(
                        "moved@" + earlier.changedAt(),
                        Standing.SCHEDULED,
                        "New date",
                        "The maintenance has a new date.",
                        earlier.changedAt(),
                        Overtaken.NO))
                : Optional.empty();
    }

    private static boolean isUndone(Status status) {
        return status == Status.ROLLING_BACK || status == Status.ROLLED_BACK;
    }

    private static List<Update> facts(Window window) {
        List<Update> facts = new ArrayList<>();
        add(facts, window, Template.IN_PROGRESS, window.openedAt(), "The work has begun.");
        switch (window.status()) {
            case WATCHING, COMPLETED ->
                add(facts, window, Template.COMPLETE, window.reopenedAt(), "The application is open again.");
            case ROLLED_BACK ->
                add(
                        facts,
                        window,
                        Template.ROLLED_BACK,
                        window.endedAt(),
                        "The change was undone. Everything is as it was before.");
            case POSTPONED -> add(facts, window, Template.POSTPONED, window.endedAt(), "There will be a new date.");
            case CANCELLED -> add(facts, window, Template.CANCELLED, window.endedAt(), "The work will not be done.");
            case SCHEDULED, DECIDING, IN_PROGRESS, ROLLING_BACK, NEEDS_PERSON -> {}
        }
        return facts;
    }

    private static void add(
            List<Update> facts, Window window, Template template, @Nullable Instant at, String sentence) {
        boolean isTold = window.plan().notices().stream()
                .anyMatch(notice -> notice.template() == template && PublishedWindow.isPublic(notice));
        if (at != null && !isTold) {
            Standing standing = Standing.of(template, window.status());
            facts.add(new Update(standing.label(), standing, standing.words(), sentence, at, Overtaken.NO));
        }
    }
}
