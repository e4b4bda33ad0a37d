package io.tidegate.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanReader;
import io.tidegate.contracts.window.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Plays in which something goes otherwise, and what is asked before and after the window. */
final class CourseOfThingsTest {
    private static final Plan PLAN = Played.smallPlan(
            "approvals:",
            "  - { role: cto, person: U0WAYAN, name: Wayan }\napprovals:",
            "criteria:",
            """
            availability: { ask: D-1 21:00, answer-within: 30m }
            contingencies:
              fix: 10m
              escalation:
                - { after: 5m, roles: [migration-lead], channels: [chat] }
                - { after: 8m, roles: [cto], channels: [chat, webhook] }
            follow-ups:
              - { id: accepted, title: The product owner accepts it, role: product-owner }
              - { id: week, title: Look at the reports, role: migration-lead, after: 7d }
            criteria:
              - { id: team, title: Everybody will be there, state: team-available }
            """.stripTrailing(),
            "limit: 10m, expected: 20s",
            "limit: 50m, expected: 20s, by: 15m");

    private static Simulation play(Map<String, Duration> slow, Set<String> failing, Set<String> silent) {
        return new Simulator("https://status.example.org")
                .simulate(PLAN, PlanReader.hash(PLAN), Played.START, new StepTimes(Map.of(), slow), failing, silent);
    }

    private static List<Happening.Prompt> prompts(Simulation simulation, String choice) {
        return Played.all(simulation, Happening.Prompt.class).stream()
                .filter(prompt -> prompt.choices().contains(choice))
                .toList();
    }

    @Test
    void everybodyIsAskedWhetherTheyWillBeThereAndWhatIsToBeLookedAfterIsDone() {
        Simulation simulation = play(Map.of(), Set.of(), Set.of());

        assertThat(simulation.outcome()).isEqualTo(Status.COMPLETED);
        assertThat(prompts(simulation, "available"))
                .extracting(Happening.Prompt::role, Happening.Prompt::at, Happening.Prompt::by)
                .containsExactly(
                        tuple(
                                "migration-lead",
                                Instant.parse("2026-11-30T20:00:00Z"),
                                Instant.parse("2026-11-30T20:30:00Z")),
                        tuple("product-owner", Instant.parse("2026-11-30T20:00:00Z"), null),
                        tuple("cto", Instant.parse("2026-11-30T20:00:00Z"), null));
        assertThat(prompts(simulation, "done"))
                .extracting(Happening.Prompt::role)
                .containsExactly("product-owner", "migration-lead");
        assertThat(Played.all(simulation, Happening.Answer.class))
                .extracting(Happening.Answer::what)
                .contains("says as migration-lead that it is done: Look at the reports.");
    }

    @Test
    void thePointOfNoReturnOfTheChannelIsThatOfThePlay() {
        Simulation simulation = play(Map.of(), Set.of(), Set.of());

        assertThat(simulation.forecast())
                .isEqualTo(new Simulation.Outlook(
                        Objects.requireNonNull(simulation.downtime().opened()),
                        Objects.requireNonNull(simulation.ways().getFirst().latest())));
    }

    @Test
    void whereARoleIsSilentItIsSeenWhoIsCalledAndWhen() {
        Simulation simulation = play(Map.of(), Set.of(), Set.of("product-owner"));

        assertThat(simulation.outcome()).isEqualTo(Status.POSTPONED);
        assertThat(simulation.made()).containsExactly("Nobody answers for product-owner.");
        assertThat(Played.all(simulation, Happening.Call.class))
                .extracting(Happening.Call::at, Happening.Call::level, Happening.Call::people)
                .contains(
                        tuple(Instant.parse("2026-12-01T03:50:00Z"), 1, List.of("Ratna")),
                        tuple(Instant.parse("2026-12-01T03:53:00Z"), 2, List.of("Wayan")));
    }

    @Test
    void aStepThatIsSlowMissesItsMomentAndPeopleAreAskedWhatToDo() {
        Simulation simulation = play(Map.of("migrate", Duration.ofMinutes(40)), Set.of(), Set.of());

        assertThat(Played.all(simulation, Happening.Turn.class))
                .extracting(Happening.Turn::text)
                .anyMatch(text -> text.startsWith("Run the migration is not done by 05:15"));
        assertThat(simulation.outcome()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void theTimeToMendRunsOutBeforeItIsRolledBack() {
        Simulation simulation = play(Map.of(), Set.of("migrate"), Set.of());

        assertThat(simulation.outcome()).isEqualTo(Status.ROLLED_BACK);
        assertThat(prompts(simulation, "retry")).singleElement().satisfies(prompt -> assertThat(prompt.by())
                .isEqualTo(prompt.at().plus(Duration.ofMinutes(10))));
        assertThat(Played.all(simulation, Happening.Call.class)).isEmpty();
    }
}
