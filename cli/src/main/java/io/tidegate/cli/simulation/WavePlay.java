package io.tidegate.cli.simulation;

import io.tidegate.cli.simulation.Happening.Mark;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.notifier.notice.LocalTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A plan for several targets, group after group. Of each group the first window is played, because the others go the
 * same way; and no further group once one is not completed in time.
 *
 * @param played in the order of groups
 * @param stopped a sentence: why the groups behind do not open; null where every group was played
 */
record WavePlay(Plan plan, List<Group> played, @Nullable String stopped) {

    /** @param number from 1 */
    record Group(int number, List<String> targets, Simulation simulation) {}

    /** @param window plays the plan of one target from a start */
    static WavePlay of(Plan plan, Plan.Waves waves, Instant start, BiFunction<Plan, Instant, Simulation> window) {
        List<Group> played = new ArrayList<>();
        int groups = waves.groupOf(waves.targets().size());
        for (int number = 1; number <= groups; number++) {
            List<String> targets = targets(waves, number);
            Instant from = start.plus(waves.every().multipliedBy(number - 1L));
            Optional<String> stopped = stopped(played, from);
            if (stopped.isPresent()) {
                return new WavePlay(
                        plan,
                        played,
                        "From group " + number + " (" + String.join(", ", targets) + ") on it is postponed: "
                                + stopped.get());
            }
            played.add(new Group(number, targets, window.apply(plan.on(targets.getFirst()), from)));
        }
        return new WavePlay(plan, played, null);
    }

    private static List<String> targets(Plan.Waves waves, int group) {
        return IntStream.rangeClosed(1, waves.targets().size())
                .filter(place -> waves.groupOf(place) == group)
                .mapToObj(place -> waves.targets().get(place - 1))
                .toList();
    }

    private static Optional<String> stopped(List<Group> played, Instant next) {
        if (played.isEmpty()) {
            return Optional.empty();
        }
        Group before = played.getLast();
        Simulation simulation = before.simulation();
        String window = "the window on " + before.targets().getFirst();
        if (simulation.outcome() != Status.COMPLETED) {
            return Optional.of(window + " before it is " + StatusLine.words(simulation.outcome()) + ".");
        }
        return completed(simulation)
                .filter(time -> !time.isBefore(next))
                .map(time -> window + " before it is completed at " + new LocalTimes(simulation.zone()).time(time)
                        + " only. Let more time pass between the groups: waves.every.");
    }

    private static Optional<Instant> completed(Simulation simulation) {
        return simulation.happenings().stream()
                .filter(happening -> happening instanceof Happening.Turn turn && turn.mark() == Mark.COMPLETED)
                .map(Happening::at)
                .findFirst();
    }

    /** Every window is completed, if all others go as the one that was played. */
    boolean completes() {
        return stopped == null && played.getLast().simulation().outcome() == Status.COMPLETED;
    }

    /** {@code Group 2: south, west; the window on south is played, the others go the same way.} */
    static String heading(Group group) {
        String first = group.targets().getFirst();
        return "Group " + group.number() + ": " + String.join(", ", group.targets())
                + (group.targets().size() == 1
                        ? ""
                        : "; the window on " + first + " is played, the others go the same way");
    }

    /** {@code 3 targets, 2 at a time, a group every 1h}. */
    String heading() {
        Plan.Waves waves = java.util.Objects.requireNonNull(plan.waves());
        return waves.targets().size() + " targets, " + waves.atOnce() + " at a time, a group every "
                + Durations.format(waves.every());
    }
}
