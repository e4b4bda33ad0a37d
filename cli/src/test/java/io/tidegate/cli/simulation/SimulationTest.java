package io.tidegate.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidegate.cli.simulation.Happening.Mark;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanWarning;
import io.tidegate.contracts.window.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a play tells of a plan, before anybody relies on it. */
final class SimulationTest {

    @Test
    void aWindowGoesFromItsFirstNoticeToAWeekAfter() {
        Simulation simulation = Played.small();

        assertThat(simulation.outcome()).isEqualTo(Status.COMPLETED);
        assertThat(simulation.happenings().getFirst().at()).isEqualTo(Instant.parse("2026-11-17T03:59:00Z"));
        assertThat(Played.all(simulation, Happening.Notice.class))
                .extracting(Happening.Notice::notice)
                .containsExactly("announce", "complete");
        assertThat(simulation.happenings().getLast())
                .isEqualTo(new Happening.Turn(
                        Instant.parse("2026-12-08T04:00:00Z"), Mark.WEEK_AFTER, "A week after the start."));
    }

    @Test
    void everyNoticeHasTheNotifiersOwnWordsAndTheAudiencesOwnClock() {
        Simulation simulation = Played.small("name: users,", "name: users, zone: Asia/Jakarta,");

        Happening.Notice announce =
                Played.all(simulation, Happening.Notice.class).getFirst();
        assertThat(announce.local()).isEqualTo("11:00 WIB on Tue, 17 Nov 2026");
        assertThat(announce.night()).isFalse();
        assertThat(announce.texts()).singleElement().satisfies(text -> {
            assertThat(text.channels()).containsExactly(Plan.Medium.EMAIL);
            assertThat(text.addresses()).isOne();
            assertThat(text.subject()).isEqualTo("Planned maintenance on Tue, 1 Dec 2026: Small migration");
            assertThat(text.body()).contains("11:00 to 12:00 WIB", "What changes: Nothing changes for anybody.");
        });
    }

    @Test
    void everybodyWhoMustAnswerIsAskedByRoleAndAnswers() {
        Simulation simulation = Played.small();

        assertThat(Played.all(simulation, Happening.Prompt.class))
                .extracting(Happening.Prompt::role, Happening.Prompt::what)
                .containsExactly(
                        tuple("product-owner", "Is it so? It was tested"),
                        tuple("migration-lead", "Go or no-go?"),
                        tuple("product-owner", "Go or no-go?"));
        assertThat(Played.all(simulation, Happening.Prompt.class).get(1).people())
                .containsExactly("Ratna, in whose place U0DEWI");
        assertThat(Played.all(simulation, Happening.Answer.class))
                .extracting(Happening.Answer::person)
                .containsExactly("Budi", "Ratna", "Budi");
    }

    @Test
    void nobodySaysGoBeforeTheRehearsalIsDone() {
        Simulation simulation = Played.portionSize();

        Happening.Step rehearsal = Played.all(simulation, Happening.Step.class).stream()
                .filter(step -> step.id().equals("rehearsal"))
                .findFirst()
                .orElseThrow();
        assertThat(Played.all(simulation, Happening.Answer.class))
                .filteredOn(answer -> answer.what().startsWith("says go"))
                .hasSize(2)
                .allSatisfy(answer -> assertThat(answer.at()).isAfter(rehearsal.end()));
    }

    @Test
    void aStepTakesItsRehearsedTimeElseItsExpectedElseAQuarterOfItsLimit() {
        Simulation simulation =
                Played.of(Played.smallPlan(), Played.START, Map.of("safety-copy", Duration.ofSeconds(7)));

        assertThat(Played.all(simulation, Happening.Step.class))
                .filteredOn(step -> step.phase() != Phase.PREPARE)
                .extracting(Happening.Step::id, Happening.Step::does, Happening.Step::took, Happening.Step::source)
                .containsExactly(
                        tuple(
                                "drain",
                                "lets nobody in, and ends sessions that are left after 10 s",
                                Duration.ofSeconds(15),
                                StepTime.Source.LIMIT),
                        tuple(
                                "safety-copy",
                                "copies the target beside itself",
                                Duration.ofSeconds(7),
                                StepTime.Source.REHEARSED),
                        tuple(
                                "migrate",
                                "runs the set 'small' with flyway",
                                Duration.ofSeconds(20),
                                StepTime.Source.EXPECTED),
                        tuple(
                                "reopen",
                                "lets sessions in again as before the drain",
                                Duration.ofSeconds(15),
                                StepTime.Source.LIMIT));
    }

    @Test
    void theApplicationIsAwayFromItsFirstClosingStepToTheEndOfTheLast() {
        Simulation.Downtime downtime = Played.small().downtime();

        assertThat(downtime.closed()).isEqualTo(Played.START);
        assertThat(downtime.took()).isEqualTo(Duration.ofSeconds(15 + 15 + 20 + 15));
        assertThat(downtime.announced()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void thePointOfNoReturnLeavesExactlyTheTimeOfTheRollbackBeforeThePlannedEnd() {
        Simulation simulation = Played.small();

        // A quarter of two minutes to swap, and of one to reopen.
        assertThat(simulation.ways())
                .containsExactly(new WayBack(
                        "Put the safety copy in place", Duration.ofSeconds(45), Instant.parse("2026-12-01T04:59:15Z")));
        assertThat(Played.turn(simulation, Mark.POINT_OF_NO_RETURN).at())
                .isEqualTo(Instant.parse("2026-12-01T04:59:15Z"));
    }

    @Test
    void everyRungOfALadderIsAWayBackWithItsOwnLastMoment() {
        Simulation simulation = Played.of(
                Samples.plan(Samples.read(Samples.root().resolve("examples/portion-size-runbook/plan.yaml"))),
                Instant.parse("2026-11-30T22:00:00Z"),
                Map.of());

        assertThat(simulation.ways())
                .extracting(WayBack::name, WayBack::takes)
                .containsExactly(
                        tuple("Run the undo script", Duration.ofSeconds(16)),
                        tuple("Put the safety copy in place", Duration.ofSeconds(17)),
                        tuple("Restore the backup", Duration.ofSeconds(37)));
        // The previous version of the application takes the place of one that does not start: nobody goes back for
        // that.
        assertThat(Played.codes(simulation)).doesNotContain("no-way-back");
    }

    @Test
    void statusLinesInARowAreOneHappening() {
        Simulation simulation = Played.small("expected: 20s", "expected: 9m", "length: 60m", "length: 90m");

        assertThat(Played.all(simulation, Happening.Status.class))
                .extracting(Happening.Status::count)
                .containsExactly(2, 1, 2);
        assertThat(simulation.statusLines()).isEqualTo(5);
    }

    @Test
    void noticesForAnotherCourseOfThingsAreNamed() {
        assertThat(Played.small().unsent())
                .extracting(Simulation.Unsent::notice, Simulation.Unsent::on)
                .containsExactly(tuple("postponed", "postponed"), tuple("moved-users", "moved"));
    }

    @Test
    void aStepThatIsMadeToFailShowsTheRollback() {
        Simulation simulation = Played.of(Played.smallPlan(), Played.START, Map.of(), "migrate");

        assertThat(simulation.outcome()).isEqualTo(Status.ROLLED_BACK);
        assertThat(Played.all(simulation, Happening.Step.class))
                .filteredOn(step -> step.phase() == Phase.ROLLBACK)
                .extracting(Happening.Step::id)
                .containsExactly("swap-back", "rollback-reopen");
        assertThat(Played.codes(simulation)).contains("does-not-complete");
    }

    @Test
    void aStepBeyondItsLimitIsRolledBackAndItsLateEndIsNoOtherWayBack() {
        Plan plan = Samples.plan(Samples.read(Samples.root().resolve("examples/portion-size-runbook/plan.yaml")));

        Simulation simulation =
                Played.of(plan, Instant.parse("2026-11-30T22:00:00Z"), Map.of("migrate", Duration.ofMinutes(50)));

        assertThat(simulation.outcome()).isEqualTo(Status.ROLLED_BACK);
        assertThat(simulation.ways()).hasSizeLessThan(4);
    }

    @Test
    void aPreparationThatTakesTooLongPostponesTheWindowAndSaysSo() {
        Simulation simulation = Played.of(
                Played.smallPlan("limit: 1m\n", "limit: 30m\n"),
                Played.START,
                Map.of("preflight", Duration.ofMinutes(20)));

        assertThat(simulation.outcome()).isEqualTo(Status.POSTPONED);
        assertThat(Played.all(simulation, Happening.Notice.class))
                .extracting(Happening.Notice::notice)
                .containsExactly("announce", "postponed");
    }

    @Test
    void aWindowThatOverrunsIsAWarningWithBothTimes() {
        Simulation simulation = Played.small("limit: 10m, expected: 20s", "limit: 90m, expected: 70m");

        assertThat(simulation.warnings())
                .filteredOn(warning -> warning.code().equals("overruns"))
                .extracting(PlanWarning::text)
                .singleElement()
                .asString()
                .contains("the planned end is 06:00 CET", "open again at 06:10 CET");
        assertThat(Played.codes(simulation)).contains("downtime-too-short");
    }

    @Test
    void aStepThatLeavesNoRoomForTheRollbackIsAWarning() {
        Simulation simulation = Played.small("limit: 10m, expected: 20s", "limit: 90m, expected: 59m");

        assertThat(simulation.warnings())
                .filteredOn(warning -> warning.code().equals("no-room-for-rollback"))
                .extracting(PlanWarning::path)
                .containsExactly("steps[3]", "steps[4]");
    }

    @Test
    void aDecisionOfSecondsIsStillDecidedInTime() {
        Simulation simulation =
                Played.small("downtime: 30m }", "downtime: 30m, decision: 20s }", "limit: 1m\n", "limit: 20s\n");

        assertThat(simulation.outcome()).isEqualTo(Status.COMPLETED);
    }
}
