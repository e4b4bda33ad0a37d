package io.tidegate.orchestrator.window;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Wave;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.orchestrator.timers.Timer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which other windows the decision on an input depends on: those that are not over and have one of the targets, or
 * overlap that time with one of the people in their team; and those of a wave, also when they are over.
 *
 * @param people chat users' ids
 * @param from the beginning of the time; of no meaning without people
 * @param waves ids
 */
public record Surroundings(Set<String> targets, Set<String> people, Instant from, Instant to, Set<String> waves) {
    /** Nothing. */
    public static final Surroundings NONE = new Surroundings(Set.of(), Set.of(), Instant.MAX, Instant.MIN, Set.of());

    public static Surroundings of(WindowState state, Input input) {
        return switch (input) {
            case Input.FromPerson wish
            when wish.command() instanceof WindowCommand.Schedule schedule
                    && wish.plans() instanceof PlanLookup.Found found ->
                ofBeginning(found.plan(), Scheduling.startOf(schedule, found.plan()));
            case Input.FromPerson wish
            when wish.command() instanceof WindowCommand.Move move && state instanceof Window window ->
                ofBeginning(window.plan(), move.startsAt()).and(ofWave(window));
            case Input.FromTimer fired when state instanceof Window window -> ofTimer(fired.timer(), window);
            default -> NONE;
        };
    }

    private static Surroundings ofTimer(Timer timer, Window window) {
        return switch (timer) {
            case Timer.Start start -> ofTarget(window.plan().target()).and(ofWave(window));
            case Timer.Decision decision -> ofWave(window);
            default -> NONE;
        };
    }

    private static Surroundings ofTarget(String target) {
        return new Surroundings(Set.of(target), Set.of(), NONE.from, NONE.to, Set.of());
    }

    private static Surroundings ofWave(Window window) {
        Wave wave = window.wave();
        return wave == null ? NONE : new Surroundings(Set.of(), Set.of(), NONE.from, NONE.to, Set.of(wave.id()));
    }

    private static Surroundings ofBeginning(Plan plan, @Nullable Instant start) {
        Plan.Waves waves = plan.waves();
        List<String> targets = waves == null ? List.of(plan.target()) : waves.targets();
        if (start == null) {
            return new Surroundings(Set.copyOf(targets), Set.of(), NONE.from, NONE.to, Set.of());
        }
        Instant last = waves == null ? start : start.plus(waves.delayOf(targets.size()));
        return new Surroundings(
                Set.copyOf(targets),
                plan.team().stream().map(Plan.Member::person).collect(Collectors.toUnmodifiableSet()),
                start,
                last.plus(plan.window().length()),
                Set.of());
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
                to.isAfter(other.to) ? to : other.to,
                joined(waves, other.waves));
    }

    private static Set<String> joined(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /** Whoever knows the others knows these. */
    public boolean isWithin(Surroundings others) {
        return others.and(this).equals(others);
    }

    /**
     * Names of what must stand still while such an input is decided: two that look at the same moment see each other. A
     * wave need not: see {@link WaveOrder}.
     */
    public Stream<String> locks() {
        return Stream.concat(
                targets.stream().map(target -> "target " + target),
                people.stream().map(person -> "person " + person));
    }

    /** Is that window one of them? */
    public boolean include(Neighbour other) {
        return isOfWave(other.wave())
                || other.isLiving() && (targets.contains(other.plan().target()) || hasPeopleOf(other));
    }

    private boolean isOfWave(@Nullable Wave wave) {
        return wave != null && waves.contains(wave.id());
    }

    private boolean hasPeopleOf(Neighbour other) {
        return other.overlaps(from, to)
                && other.plan().team().stream().map(Plan.Member::person).anyMatch(people::contains);
    }
}
