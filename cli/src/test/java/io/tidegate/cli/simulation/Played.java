package io.tidegate.cli.simulation;

import io.tidegate.contracts.Samples;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans, played. */
final class Played {
    static final Instant START = Instant.parse("2026-12-01T04:00:00Z");

    private Played() {}

    static Simulation of(Plan plan, Instant start, Map<String, Duration> rehearsed, String... failing) {
        return new Simulator("https://status.example.org")
                .simulate(plan, PlanReader.hash(plan), start, new StepTimes(rehearsed), Set.of(failing), Set.of());
    }

    /** The small plan with its text changed so, at its own start. */
    static Simulation small(String... oldAndNew) {
        return of(smallPlan(oldAndNew), START, Map.of());
    }

    static Plan smallPlan(String... oldAndNew) {
        String yaml = Samples.SMALL;
        for (int i = 0; i < oldAndNew.length; i += 2) {
            if (!yaml.contains(oldAndNew[i])) {
                throw new AssertionError("the plan does not say " + oldAndNew[i]);
            }
            yaml = yaml.replace(oldAndNew[i], oldAndNew[i + 1]);
        }
        return Samples.plan(yaml);
    }

    static Simulation portionSize() {
        return of(Samples.portionSize(), Instant.parse("2026-11-30T22:00:00Z"), Map.of());
    }

    static <H extends Happening> List<H> all(Simulation simulation, Class<H> sort) {
        return simulation.happenings().stream()
                .filter(sort::isInstance)
                .map(sort::cast)
                .toList();
    }

    static Happening.Turn turn(Simulation simulation, Happening.Mark mark) {
        return all(simulation, Happening.Turn.class).stream()
                .filter(turn -> turn.mark() == mark)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no turn " + mark + " in " + simulation.happenings()));
    }

    static List<String> codes(Simulation simulation) {
        return simulation.warnings().stream().map(warning -> warning.code()).toList();
    }
}
