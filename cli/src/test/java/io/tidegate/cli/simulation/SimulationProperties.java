package io.tidegate.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Samples;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a plan's steps take, wherever it starts and whatever fails. */
final class SimulationProperties {
    private static final List<Plan> PLANS = Stream.of(
                    "portion-size", "portion-size-runbook", "citadelbuy", "fulfilment")
            .map(name -> Samples.plan(Samples.read(Samples.root().resolve("examples/" + name + "/plan.yaml"))))
            .toList();
    private static final int LONGEST_SECONDS = 8_000;

    /** Days around changes of clocks in New York and Berlin are among them. */
    @Provide
    Arbitrary<Instant> starts() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("2026-03-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2027-03-01T00:00:00Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
    }

    @Property(tries = 150)
    void timeNeverGoesBack(
            @ForAll("starts") Instant start,
            @ForAll("choices") List<Integer> seconds,
            @ForAll("choices") List<Integer> failing) {
        Plan plan = PLANS.get(seconds.getFirst() % PLANS.size());

        Simulation simulation = play(plan, start, seconds, failing);

        assertThat(simulation.happenings()).extracting(Happening::at).isSorted();
        for (WayBack way : simulation.ways()) {
            if (way.latest() != null) {
                assertThat(way.latest().plus(way.takes())).isEqualTo(simulation.end());
            }
        }
    }

    @Property(tries = 50)
    void thatAWindowIsPlayedTwiceChangesNothing(
            @ForAll("starts") Instant start, @ForAll("choices") List<Integer> seconds) {
        Plan plan = PLANS.get(seconds.getFirst() % PLANS.size());

        assertThat(play(plan, start, seconds, List.of(1))).isEqualTo(play(plan, start, seconds, List.of(1)));
    }

    @Provide
    Arbitrary<List<Integer>> choices() {
        return Arbitraries.integers()
                .between(0, LONGEST_SECONDS)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    private static Simulation play(Plan plan, Instant start, List<Integer> seconds, List<Integer> failing) {
        Map<String, Duration> times = new HashMap<>();
        List<String> ids = Stream.concat(plan.steps().stream(), plan.rollback().stream())
                .map(Plan.Step::id)
                .toList();
        for (int i = 0; i < Math.min(seconds.size(), ids.size()); i++) {
            times.put(ids.get(i), Duration.ofSeconds(seconds.get(i)));
        }
        Set<String> broken = failing.size() % 3 == 0 ? Set.of(ids.get(failing.getFirst() % ids.size())) : Set.of();
        return new Simulator("https://status.example.org")
                .simulate(plan, PlanReader.hash(plan), start, new StepTimes(times), broken, Set.of());
    }
}
