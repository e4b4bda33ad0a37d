package io.tidegate.orchestrator.window;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.orchestrator.timers.Timer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which other windows the decision on an input depends on: those that are not over and have one of the targets, or
 * overlap that time with one of the people in their team.
 *
 * @param people chat users' ids
 * @param from the beginning of the time; of no meaning without people
 */
public record Surroundings(Set<String> targets, Set<String> people, Instant from, Instant to) {
    /** Nothing. */
    public static final Surroundings NONE = new Surroundings(Set.of(), Set.of(), Instant.MAX, Instant.MIN);

    public static Surroundings of(WindowState state, Input input) {
        return switch (input) {
            case Input.FromPerson wish
            when wish.command() instanceof WindowCommand.Schedule schedule
                    && wish.plans() instanceof PlanLookup.Found found ->
                of(found.plan(), Scheduling.startOf(schedule, found.plan()));
            case Input.FromPerson wish
            when wish.command() instanceof WindowCommand.Move move && state instanceof Window window ->
                of(window.plan(), move.startsAt());
            case Input.FromTimer fired
            when fired.timer() instanceof Timer.Start && state instanceof Window window -> onTarget(window.plan());
            default -> NONE;
        };
    }

    private static Surroundings onTarget(Plan plan) {
        return new Surroundings(Set.of(plan.target()), Set.of(), NONE.from, NONE.to);
    }

    private static Surroundings of(Plan plan, @Nullable Instant start) {
        return start == null
                ? onTarget(plan)
                : new Surroundings(
                        Set.of(plan.target()),
                        plan.team().stream().map(Plan.Member::person).collect(Collectors.toUnmodifiableSet()),
                        start,
                        start.plus(plan.window().length()));
    }

    /** What any of them depends on. */
    public static Surroundings all(Collection<Surroundings> each) {
        return each.stream().reduce(NONE, Surroundings::and);
    }

    private Surroundings and(Surroundings other) {
        return new Surroundings(
                joined(targets, other.targets),
                joined(people, other.people),
                from.isBefore(other.from) ? from : other.from,
                to.isAfter(other.to) ? to : other.to);
    }

    private static Set<String> joined(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    public boolean isEmpty() {
        return targets.isEmpty() && people.isEmpty();
    }

    /** Whoever knows the others knows these. */
    public boolean isWithin(Surroundings others) {
        return others.and(this).equals(others);
    }

    /** Names of what must stand still while such an input is decided: two that look at the same moment see each other. */
    public Stream<String> locks() {
        return Stream.concat(
                targets.stream().map(target -> "target " + target),
                people.stream().map(person -> "person " + person));
    }

    /** Is that window one of them? */
    public boolean include(Neighbour other) {
        return targets.contains(other.plan().target())
                || other.overlaps(from, to)
                        && other.plan().team().stream().map(Plan.Member::person).anyMatch(people::contains);
    }
}
