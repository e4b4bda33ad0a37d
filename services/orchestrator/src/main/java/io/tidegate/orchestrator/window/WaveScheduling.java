package io.tidegate.orchestrator.window;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.NotScheduled;
import io.tidegate.contracts.window.Wave;
import io.tidegate.contracts.window.WindowCommand.Schedule;
import io.tidegate.contracts.window.WindowState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One wish and a plan for several targets: each gets a window as any other, all of them or none. Pure. */
public final class WaveScheduling {
    private final String wished;
    private final Schedule command;
    private final PlanLookup.Found found;
    private final Plan.Waves waves;
    private final List<Neighbour> neighbours;

    private WaveScheduling(
            String wished, Schedule command, PlanLookup.Found found, Plan.Waves waves, List<Neighbour> neighbours) {
        this.wished = wished;
        this.command = command;
        this.found = found;
        this.waves = waves;
        this.neighbours = neighbours;
    }

    /**
     * What such an input wishes for, where it is one.
     *
     * @param wished the id of the window that the wish is for; it becomes the wave's
     */
    public static Optional<WaveScheduling> of(String wished, Input input) {
        if (input instanceof Input.FromPerson wish
                && wish.command() instanceof Schedule command
                && wish.plans() instanceof PlanLookup.Found found) {
            return Optional.ofNullable(found.plan().waves())
                    .map(waves -> new WaveScheduling(wished, command, found, waves, wish.neighbours()));
        }
        return Optional.empty();
    }

    /** The ids of its windows, which follow from the wish and the targets: a wish that comes again finds them there. */
    public List<String> windows() {
        return waves.targets().stream().map(this::window).toList();
    }

    private String window(String target) {
        return Wave.windowOn(wished, target);
    }

    /**
     * What happens, by the windows' ids: all begin, or one refusal goes to the window that was wished for.
     *
     * @param states of windows, as they are
     */
    public Map<String, Decision> decide(Function<String, WindowState> states, Actor actor, Instant now) {
        Map<String, Decision> decisions = new LinkedHashMap<>();
        for (int place = 1; place <= waves.targets().size(); place++) {
            String window = window(waves.targets().get(place - 1));
            Decision decision = decide(states.apply(window), place, actor, now);
            if (decision instanceof Decision.Rejected rejected) {
                return Map.of(wished, place == 1 ? rejected : at(place, rejected));
            }
            decisions.put(window, decision);
        }
        return decisions;
    }

    private Decision decide(WindowState state, int place, Actor actor, Instant now) {
        if (!(state instanceof NotScheduled)) {
            return new Decision.Rejected(CommandKind.SCHEDULE, Refusals.SCHEDULED_ALREADY);
        }
        Instant first = Scheduling.startOf(command, found.plan());
        Instant start = first == null ? null : first.plus(waves.delayOf(place));
        return Scheduling.decide(
                state,
                new Schedule(command.plan(), start, command.channel()),
                found.on(waves.targets().get(place - 1)),
                new Wave(wished, place, waves.targets().size(), waves.groupOf(place)),
                neighbours,
                actor,
                now);
    }

    private Decision at(int place, Decision.Rejected rejected) {
        Refusal refusal = rejected.refusal();
        return new Decision.Rejected(
                rejected.command(),
                new Refusal(
                        refusal.code(),
                        "On " + waves.titleOf(waves.targets().get(place - 1)) + ", in group " + waves.groupOf(place)
                                + ": " + refusal.sentence(),
                        refusal.mend()));
    }
}
