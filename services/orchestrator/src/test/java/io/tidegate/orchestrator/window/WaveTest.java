package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.PlanFixture.LEAD;
import static io.tidegate.orchestrator.PlanFixture.OWNER;
import static io.tidegate.orchestrator.PlanFixture.QA;
import static io.tidegate.orchestrator.PlanFixture.START;
import static io.tidegate.orchestrator.PlanFixture.STRANGER;
import static io.tidegate.orchestrator.PlanFixture.plan;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Wave;
import io.tidegate.contracts.window.WindowCommand.Attest;
import io.tidegate.contracts.window.WindowCommand.Go;
import io.tidegate.contracts.window.WindowCommand.Move;
import io.tidegate.contracts.window.WindowCommand.Replan;
import io.tidegate.contracts.window.WindowCommand.Schedule;
import io.tidegate.contracts.window.WindowEvent.WindowScheduled;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.orchestrator.PlanFixture;
import io.tidegate.orchestrator.timers.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One plan on several targets: one window for each, in groups. */
final class WaveTest {
    private static final String WISHED = "small-20261101-0500-abcd";
    private static final Instant LONG_BEFORE = START.minus(Duration.ofDays(30));
    private static final Instant AN_HOUR_LATER = START.plus(Duration.ofHours(1));

    private static PlanFixture three(int atOnce) {
        return plan().withoutCriteria().targets(atOnce, "a", "b", "c");
    }

    private static Map<String, Decision> scheduling(PlanFixture plan, Actor actor, Neighbour... neighbours) {
        var wish = new Input.FromPerson(new Schedule("small", START, "C1"), plan.found(), List.of(neighbours));
        return WaveScheduling.of(WISHED, wish).orElseThrow().decide(window -> WindowState.none(), actor, LONG_BEFORE);
    }

    private static Refusal refusal(Map<String, Decision> decisions) {
        assertThat(decisions).containsOnlyKeys(WISHED);
        return ((Decision.Rejected) requireNonNull(decisions.get(WISHED))).refusal();
    }

    private static WindowScheduled scheduled(Map<String, Decision> decisions, String target) {
        var accepted = (Decision.Accepted) requireNonNull(decisions.get(WISHED + "-" + target));
        return (WindowScheduled) accepted.events().getFirst();
    }

    /** The window on the second target, one at a time. */
    private static Story second() {
        Story story = Story.unscheduled().filed(three(1));
        Decision decision = scheduling(three(1), LEAD).get(WISHED + "-b");
        return story.comesOut(requireNonNull(decision), LEAD);
    }

    private static Story secondGone() {
        return second().fires(
                        new Timer.Decision(AN_HOUR_LATER.minus(Duration.ofMinutes(15))),
                        List.of(first(Status.WATCHING)))
                .succeeds("preflight")
                .wishes(LEAD, new Go())
                .wishes(OWNER, new Go());
    }

    private static Neighbour first(Status status) {
        return first(status, null);
    }

    private static Neighbour first(Status status, @Nullable Instant endedAt) {
        Plan plan = three(1).build().on("a");
        return new Neighbour(
                WISHED + "-a",
                plan,
                status,
                START,
                START.plus(plan.window().length()),
                endedAt,
                new Wave(WISHED, 1, 3, 1));
    }

    private static Story movedTo(Story story, Instant start, Neighbour... neighbours) {
        var move = new Input.FromPerson(new Move(start, "another day"), new PlanLookup.NotAsked(), List.of(neighbours));
        return story.takes(move, LEAD);
    }

    private static Refusal refusal(Story story) {
        return ((Decision.Rejected) story.isRefused("before-its-turn").last()).refusal();
    }

    private static Neighbour third(Status status) {
        Plan plan = three(1).build().on("c");
        return new Neighbour(WISHED + "-c", plan, status, START, START, null, new Wave(WISHED, 3, 3, 3));
    }

    @Test
    void everyTargetGetsAWindowOfItsOwnAndTheGroupsFollowOneAnother() {
        Map<String, Decision> decisions = scheduling(three(2), LEAD);

        assertThat(decisions.keySet()).containsExactly(WISHED + "-a", WISHED + "-b", WISHED + "-c");
        assertThat(scheduled(decisions, "a").startsAt()).isEqualTo(START);
        assertThat(scheduled(decisions, "b").startsAt()).isEqualTo(START);
        assertThat(scheduled(decisions, "c").startsAt()).isEqualTo(AN_HOUR_LATER);
        assertThat(scheduled(decisions, "b").wave()).isEqualTo(new Wave(WISHED, 2, 3, 1));
        assertThat(scheduled(decisions, "c").wave()).isEqualTo(new Wave(WISHED, 3, 3, 2));
        Plan narrowed = scheduled(decisions, "c").plan();
        assertThat(narrowed.target()).isEqualTo("c");
        assertThat(narrowed.title()).isEqualTo("Small migration (c)");
        assertThat(narrowed.waves()).isNull();
    }

    @Test
    void whatOneTargetIsRefusedRefusesAll() {
        Plan other = plan().titled("Another migration").target("c").build();
        var taken = new Neighbour("other-1", other, Status.SCHEDULED, AN_HOUR_LATER, AN_HOUR_LATER.plusSeconds(60));

        assertThat(refusal(scheduling(three(2), LEAD, taken)).sentence())
                .isEqualTo("On c, in group 2: The window other-1 (Another migration) has the target c from"
                        + " 2026-12-01T06:00 to 2026-12-01T06:01 UTC.");
        assertThat(refusal(scheduling(three(2), STRANGER)).code()).isEqualTo("not-in-the-team");
        var nextDay = new Plan.Blackout(LocalDate.parse("2026-12-02"), LocalDate.parse("2026-12-02"), "the fair");
        assertThat(scheduling(three(1).blackedOut(nextDay), LEAD)).hasSize(3);
        var day = new Plan.Blackout(LocalDate.parse("2026-12-01"), LocalDate.parse("2026-12-01"), "the fair");
        assertThat(refusal(scheduling(three(1).blackedOut(day), LEAD)).code()).isEqualTo("blackout");
    }

    @Test
    void aWaveThatIsThereAlreadyIsNotMadeAgain() {
        var wish = new Input.FromPerson(new Schedule("small", START, "C1"), three(1).found());
        Map<String, Decision> decisions = WaveScheduling.of(WISHED, wish)
                .orElseThrow()
                .decide(window -> window.endsWith("-b") ? second().window() : WindowState.none(), LEAD, LONG_BEFORE);

        assertThat(refusal(decisions).code()).isEqualTo("scheduled-already");
    }

    @ParameterizedTest
    @CsvSource({
        "ROLLED_BACK, was rolled back",
        "ROLLING_BACK, is being rolled back",
        "POSTPONED, was postponed",
        "CANCELLED, was cancelled",
        "NEEDS_PERSON, waits for a person",
        "IN_PROGRESS, is still open",
        "WATCHING, is still watched",
        "DECIDING, has not opened",
        "SCHEDULED, has not opened"
    })
    void aWindowDoesNotOpenUnlessEveryOneBeforeItIsCompleted(Status status, String words) {
        Story story =
                secondGone().fires(new Timer.Start(AN_HOUR_LATER), List.of(first(status), third(Status.SCHEDULED)));

        story.is(Status.POSTPONED).happens("window-postponed", "notice-requested");
        assertThat(story.window().trouble())
                .isEqualTo("the window " + WISHED + "-a on a, before it in the wave, " + words);
    }

    @Test
    void itOpensOnceTheyAreWhateverBecomesOfThoseBehindIt() {
        secondGone()
                .fires(new Timer.Start(AN_HOUR_LATER), List.of(first(Status.COMPLETED), third(Status.CANCELLED)))
                .is(Status.IN_PROGRESS);
    }

    @Test
    void nobodyIsAskedForAGoOnceOneBeforeItHasFailed() {
        var decision = new Timer.Decision(AN_HOUR_LATER.minus(Duration.ofMinutes(15)));

        second().fires(decision, List.of(first(Status.ROLLED_BACK))).is(Status.POSTPONED);
        second().fires(decision, List.of(first(Status.NEEDS_PERSON))).is(Status.DECIDING);
    }

    @Test
    void aDateBeforeTheEndOfOneThatComesFirstIsRefusedAtOnce() {
        Refusal refusal = refusal(movedTo(second(), AN_HOUR_LATER.minusSeconds(1), first(Status.SCHEDULED)));
        assertThat(refusal.sentence())
                .isEqualTo("The window " + WISHED + "-a on a, before this one in the wave, has not opened and ends at"
                        + " 2026-12-01T06:00 UTC.");
        assertThat(refusal.mend())
                .isEqualTo("Name a start from then on, or move that one first with"
                        + " /migration postpone <when> <reason> --window " + WISHED + "-a.");
        assertThat(refusal(movedTo(second(), START, first(Status.NEEDS_PERSON))).mend())
                .isEqualTo("Name a start from then on.");

        movedTo(second(), AN_HOUR_LATER, first(Status.SCHEDULED)).happens("window-moved");
    }

    @Test
    void aDateBehindOneThatHasNoneItselfIsRefused() {
        Refusal refusal =
                refusal(movedTo(second(), START.plus(Duration.ofDays(7)), first(Status.POSTPONED, LONG_BEFORE)));

        assertThat(refusal.sentence()).endsWith("was postponed and has no new date.");
        assertThat(refusal.mend()).contains("Give that one its date first", "/migration cancel --window " + WISHED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"COMPLETED", "ROLLED_BACK", "CANCELLED"})
    void oneThatIsOverForGoodStandsInNobodysWay(Status status) {
        movedTo(second(), START, first(status, LONG_BEFORE)).happens("window-moved");
    }

    @Test
    void whoMovesAWindowAfterAFailureKnowsOfItAndTheWindowOpens() {
        Instant failed = START.plus(Duration.ofMinutes(40));
        Neighbour first = first(Status.ROLLED_BACK, failed);
        Instant nextDay = AN_HOUR_LATER.plus(Duration.ofDays(1));
        Story story = second().at(failed)
                .fires(new Timer.Decision(AN_HOUR_LATER.minus(Duration.ofMinutes(15))), List.of(first))
                .is(Status.POSTPONED);

        movedTo(story, nextDay, first)
                .fires(new Timer.Decision(nextDay.minus(Duration.ofMinutes(15))), List.of(first))
                .succeeds("preflight")
                .wishes(LEAD, new Go())
                .wishes(OWNER, new Go())
                .fires(new Timer.Start(nextDay), List.of(first))
                .is(Status.IN_PROGRESS);
    }

    @Test
    void aFailureAfterTheMoveStopsItAllTheSame() {
        Story story = movedTo(second(), AN_HOUR_LATER.plus(Duration.ofDays(1)), first(Status.SCHEDULED));

        story.fires(
                        new Timer.Decision(
                                AN_HOUR_LATER.plus(Duration.ofDays(1)).minus(Duration.ofMinutes(15))),
                        List.of(first(Status.ROLLED_BACK, START.plus(Duration.ofMinutes(40)))))
                .is(Status.POSTPONED);
    }

    @Test
    void whoMovesAWindowPastThoseBehindItIsWarned() {
        movedTo(second(), AN_HOUR_LATER.plusSeconds(1), first(Status.COMPLETED), third(Status.SCHEDULED))
                .happens("window-moved", "schedule-warned");
    }

    @Test
    void thePlansFileIsLookedAtForTheWindowsOwnTarget() {
        Story story = second().readsTheFile().isIgnored("the plan is as it was");

        story.wishes(LEAD, new Replan()).isRefused("plan-unchanged");
        story.filed(three(1).titled("Changed"))
                .readsTheFile()
                .happens("plan-differs")
                .wishes(LEAD, new Replan())
                .happens("plan-changed");
        assertThat(story.window().plan().title()).isEqualTo("Changed (b)");
        story.filed(plan().targets(1, "x", "y")).wishes(LEAD, new Replan()).isRefused("other-target");
    }

    @Test
    void peopleAreWarnedOfAnotherWindowAndNotOfTheirOwnWave() {
        var elsewhere = new Neighbour(
                "other-1", plan().target("pg").build(), Status.SCHEDULED, AN_HOUR_LATER, AN_HOUR_LATER.plusSeconds(60));
        Map<String, Decision> decisions = scheduling(three(1), LEAD, elsewhere);

        assertThat(decisions.values().stream()
                        .map(decision -> ((Decision.Accepted) decision).events().size()))
                .containsExactly(1, 2, 1);
        movedTo(second(), AN_HOUR_LATER.plusSeconds(60), first(Status.SCHEDULED))
                .happens("window-moved");
    }

    @Test
    void aCriterionIsAttestedForEachWindowByItself() {
        Story story = Story.unscheduled();
        Decision decision = scheduling(plan().targets(1, "a", "b"), LEAD).get(WISHED + "-a");
        story.comesOut(requireNonNull(decision), LEAD)
                .wishes(QA, new Attest("staging"))
                .happens("criterion-attested");
    }
}
