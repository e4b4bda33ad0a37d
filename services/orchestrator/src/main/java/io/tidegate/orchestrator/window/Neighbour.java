package io.tidegate.orchestrator.window;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Wave;
import io.tidegate.contracts.window.Window;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Another window: on the same target, with people of the same team, or of the same wave.
 *
 * @param window its id
 * @param endsAt its planned end; an open window goes on beyond it until it is over
 * @param endedAt when it was over; null while it is not
 */
public record Neighbour(
        String window,
        Plan plan,
        Status status,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant endedAt,
        @Nullable Wave wave) {
    public Neighbour(String window, Plan plan, Status status, Instant startsAt, Instant endsAt) {
        this(window, plan, status, startsAt, endsAt, null, null);
    }

    public static Neighbour of(String id, Window window) {
        return new Neighbour(
                id,
                window.plan(),
                window.status(),
                window.startsAt(),
                window.endsAt(),
                window.endedAt(),
                window.wave());
    }

    /** Those that have that target and are not over. */
    static Stream<Neighbour> on(String target, List<Neighbour> neighbours) {
        return neighbours.stream().filter(other -> other.isLiving() && other.hasTarget(target));
    }

    boolean isLiving() {
        return !status.isFinal();
    }

    boolean hasTarget(String target) {
        return plan.target().equals(target);
    }

    boolean isOfWave(@Nullable Wave other) {
        return wave != null && other != null && wave.id().equals(other.id());
    }

    /** Does it open after all windows of that one's group? */
    boolean isBehind(@Nullable Wave other) {
        return wave != null && other != null && wave.isAfter(other);
    }

    /** Must it be completed before one that stands there opens? */
    boolean isBefore(@Nullable Wave other) {
        return wave != null && other != null && other.isAfter(wave);
    }

    /** {@code other-1 (Another migration)}. */
    String inWords() {
        return window + " (" + plan.title() + ")";
    }

    boolean isOpen() {
        return status.isOpen();
    }

    /** Would the two be at work at the same time? */
    boolean overlaps(Instant start, Instant end) {
        return startsAt.isBefore(end) && endsAt.isAfter(start);
    }

    /** The roles that somebody has in it; not those in which they only stand in. */
    List<String> rolesOf(String person) {
        return plan.team().stream()
                .filter(member -> member.person().equals(person))
                .map(Plan.Member::role)
                .toList();
    }
}
