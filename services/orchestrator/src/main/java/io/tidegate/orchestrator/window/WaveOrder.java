package io.tidegate.orchestrator.window;

import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Wave;
import io.tidegate.contracts.window.Window;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A window of a wave opens when every window of the groups before it is completed. That a window is completed stays so:
 * whoever has seen it needs no lock to rely on it.
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
                .filter(other -> isBefore(other.wave(), window.wave()))
                .filter(other -> stops.test(other.status()))
                .min(Comparator.comparingInt(
                        other -> Objects.requireNonNull(other.wave()).place()))
                .map(other -> "the window " + other.window() + " on "
                        + other.plan().target() + ", before it in the wave, " + inWords(other.status()));
    }

    private static boolean isBefore(@Nullable Wave other, @Nullable Wave wave) {
        return other != null && wave != null && wave.isAfter(other);
    }

    private static boolean hasFailed(Status status) {
        return switch (status) {
            case ROLLING_BACK, ROLLED_BACK, POSTPONED, CANCELLED -> true;
            case SCHEDULED, DECIDING, IN_PROGRESS, WATCHING, NEEDS_PERSON, COMPLETED -> false;
        };
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
