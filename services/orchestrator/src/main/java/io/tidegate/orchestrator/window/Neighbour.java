package io.tidegate.orchestrator.window;

import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import java.time.Instant;

/**
 * Another window on the same target that is not over.
 *
 * @param window its id
 * @param endsAt its planned end; an open window goes on beyond it until it is over
 */
public record Neighbour(String window, String title, Status status, Instant startsAt, Instant endsAt) {

    public static Neighbour of(String id, Window window) {
        return new Neighbour(id, window.plan().title(), window.status(), window.startsAt(), window.endsAt());
    }

    boolean isOpen() {
        return status.isOpen();
    }

    /** Would the two be at work on the target at the same time? */
    boolean overlaps(Instant start, Instant end) {
        return startsAt.isBefore(end) && endsAt.isAfter(start);
    }
}
