package io.tidegate.orchestrator.window;

import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A window of a wave opens when every window of the groups before it is completed. One that has failed for good stops
 * those behind it, until a person gives them another date: whoever does that knows of it. That a window is completed, and
 * when it has failed, stays so: whoever has seen it needs no lock to rely on it.
 */
final class WaveOrder {
    private WaveOrder() {}

    /** Why this window must not open now: a window before it is not completed; empty when all are. */
    static Optional<String> notCompleted(Window window, List<Neighbour> neighbours) {
        return first(window, neighbours, status -> status != Status.COMPLETED);
    }

    /** Why this window will not open: a window before it has failed; empty while all may still be completed in time. */
    static Optional<String> failed(Window window, List<Neighbour> neighbours) {
        return first(window, neighbours, WaveOrder::hasFailed);
    }

    private static Optional<String> first(Window window, List<Neighbour> neighbours, Predicate<Status> stops) {
        return neighbours.stream()
                .filter(other -> other.isBefore(window.wave()))
                .filter(other -> stops.test(other.status()))
                .filter(other -> !isKnownToWhoeverMoved(window, other))
                .min(Comparator.comparingInt(WaveOrder::place))
                .map(other -> "the " + named(other) + ", before it in the wave, " + inWords(other.status()));
    }

    private static boolean isKnownToWhoeverMoved(Window window, Neighbour other) {
        Instant failed = other.endedAt();
        return hasFailedForGood(other.status())
                && failed != null
                && window.movedAt() != null
                && !window.movedAt().isBefore(failed);
    }

    /** Why this window must not have that date: it would stand before a window that is to be completed first. */
    static Optional<Refusal> beforeItsTurn(Window window, Instant start, List<Neighbour> neighbours) {
        return toComeFirst(window, start, neighbours)
                .max(Comparator.comparing(WaveOrder::hasNoDate)
                        .thenComparing(Neighbour::endsAt)
                        .thenComparingInt(WaveOrder::place))
                .map(other -> refusal(other, window.plan().window().zone()));
    }

    private static Stream<Neighbour> toComeFirst(Window window, Instant start, List<Neighbour> neighbours) {
        return neighbours.stream()
                .filter(other -> other.isBefore(window.wave()))
                .filter(other -> other.status() != Status.COMPLETED && !hasFailedForGood(other.status()))
                .filter(other -> hasNoDate(other) || other.endsAt().isAfter(start));
    }

    private static Refusal refusal(Neighbour other, ZoneId zone) {
        String sentence = "The " + named(other) + ", before this one in the wave, " + inWords(other.status());
        String move = "/migration postpone <when> <reason> --window " + other.window();
        if (hasNoDate(other)) {
            return new Refusal(
                    "before-its-turn",
                    sentence + " and has no new date.",
                    "Give that one its date first, with " + move + ", or give it up with /migration cancel --window "
                            + other.window() + ".");
        }
        boolean maybeMoved = other.status() == Status.SCHEDULED || other.status() == Status.DECIDING;
        return new Refusal(
                "before-its-turn",
                sentence + " and ends at " + Scheduling.local(other.endsAt(), zone) + " " + zone + ".",
                "Name a start from then on" + (maybeMoved ? ", or move that one first with " + move + "." : "."));
    }

    /** What people must know of a window behind this one that would open before this one has ended. */
    static Optional<String> wouldComeTooEarly(Window window, Neighbour other) {
        boolean waits = other.status() == Status.SCHEDULED || other.status() == Status.DECIDING;
        if (!waits || !other.isBehind(window.wave()) || !other.startsAt().isBefore(window.endsAt())) {
            return Optional.empty();
        }
        ZoneId zone = window.plan().window().zone();
        return Optional.of("The " + named(other) + ", behind this one in the wave, starts at "
                + Scheduling.local(other.startsAt(), zone) + " " + zone
                + ", before this one has ended, and is postponed then. Give it another date too, with"
                + " /migration postpone <when> <reason> --window " + other.window() + ".");
    }

    private static String named(Neighbour other) {
        return "window " + other.window() + " on " + other.plan().targetInWords();
    }

    private static int place(Neighbour other) {
        return Objects.requireNonNull(other.wave()).place();
    }

    private static boolean hasNoDate(Neighbour other) {
        return other.status() == Status.POSTPONED;
    }

    private static boolean hasFailed(Status status) {
        return switch (status) {
            case ROLLING_BACK, ROLLED_BACK, POSTPONED, CANCELLED -> true;
            case SCHEDULED, DECIDING, IN_PROGRESS, WATCHING, NEEDS_PERSON, COMPLETED -> false;
        };
    }

    /** It never will be completed. */
    private static boolean hasFailedForGood(Status status) {
        return status == Status.ROLLED_BACK || status == Status.CANCELLED;
    }

    private static String inWords(Status status) {
        return switch (status) {
            case SCHEDULED, DECIDING -> "has not opened";
            case IN_PROGRESS -> "is still open";
            case WATCHING -> "is still watched";
            case NEEDS_PERSON -> "waits for a person";
            case ROLLING_BACK -> "is being rolled back";
            case ROLLED_BACK -> "was rolled back";
            case POSTPONED -> "was postponed";
            case CANCELLED -> "was cancelled";
            case COMPLETED -> "is completed";
        };
    }
}
