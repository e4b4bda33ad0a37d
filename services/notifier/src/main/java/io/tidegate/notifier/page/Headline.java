package io.tidegate.notifier.page;

import io.tidegate.notifier.page.Standing.Tone;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one thing to know.
 *
 * @param about the maintenance that it is about, if it is about one
 */
record Headline(
        Tone tone, String title, String text, @Nullable Maintenance about) {

    static Headline of(PublicState state) {
        Optional<Maintenance> open = state.open().stream().findFirst();
        if (open.isPresent()) {
            return ofOpen(open.get());
        }
        if (!state.recent().isEmpty()) {
            return ofPast(state.recent().getFirst());
        }
        return state.upcoming().stream()
                .findFirst()
                .map(next -> new Headline(Tone.GOOD, calm(), "The next planned maintenance is announced below.", next))
                .orElseGet(() -> new Headline(Tone.GOOD, calm(), "No maintenance is planned.", null));
    }

    /** As Statuspage says it, because people know it. */
    static String calm() {
        return "All systems operational";
    }

    private static Headline ofOpen(Maintenance open) {
        Tone tone = open.standing().tone();
        return switch (open.standing()) {
            case DELAYED ->
                new Headline(
                        tone,
                        "Maintenance is taking longer than planned",
                        open.isClosed()
                                ? "The team is working on it. We will say here how it goes on."
                                : "The service can be used. The team is working on what is left.",
                        open);
            case UNDOING ->
                new Headline(
                        tone,
                        "Maintenance in progress",
                        "The change is being rolled back. Everything will be as it was before.",
                        open);
            case WATCHED -> new Headline(tone, "Open again", "The work is done and we are watching it closely.", open);
            case IN_PROGRESS, SCHEDULED, COMPLETED, ROLLED_BACK, POSTPONED, CANCELLED ->
                new Headline(
                        tone, "Maintenance in progress", "The service cannot be used while the work goes on.", open);
        };
    }

    private static Headline ofPast(Maintenance past) {
        String text =
                switch (past.standing()) {
                    case COMPLETED -> "The last maintenance is complete.";
                    case ROLLED_BACK -> "The last maintenance was rolled back: everything is as it was before.";
                    case POSTPONED -> "The maintenance was postponed. There will be a new date.";
                    case CANCELLED -> "The maintenance was cancelled.";
                    case SCHEDULED, IN_PROGRESS, DELAYED, UNDOING, WATCHED -> "";
                };
        return new Headline(Tone.GOOD, calm(), text, past);
    }
}
