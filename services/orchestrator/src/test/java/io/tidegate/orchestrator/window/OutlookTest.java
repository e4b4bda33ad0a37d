package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.PlanFixture.LEAD;
import static io.tidegate.orchestrator.PlanFixture.QA;
import static io.tidegate.orchestrator.PlanFixture.START;
import static io.tidegate.orchestrator.PlanFixture.plan;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanStepBuilder;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Forecast;
import io.tidegate.contracts.window.WindowCommand.Acknowledge;
import io.tidegate.contracts.window.WindowCommand.Extend;
import io.tidegate.contracts.window.WindowCommand.Go;
import io.tidegate.contracts.window.WindowCommand.GoOn;
import io.tidegate.contracts.window.WindowCommand.Hold;
import io.tidegate.contracts.window.WindowCommand.Retry;
import io.tidegate.contracts.window.WindowCommand.RollBack;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.orchestrator.PlanFixture;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.timers.Timers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** It takes longer than planned, or nothing moves, or nobody answers: people are told, asked and called. */
final class OutlookTest {
    /** Every step takes a quarter of its limit of 40 minutes, where nobody has measured it. */
    private static PlanFixture slow() {
        return plan().limit(Duration.ofMinutes(40));
    }

    private static PlanFixture escalating() {
        return plan().askingOnFailure()
                .escalating(
                        new Plan.Level(Duration.ofMinutes(5), List.of("backend"), List.of(Plan.Reach.CHAT)),
                        new Plan.Level(Duration.ofMinutes(15), List.of("devops"), List.of(Plan.Reach.WEBHOOK)));
    }

    @Test
    void aForecastBehindThePlannedEndIsSaidAndProposedOn() {
        Story story = Story.opened(slow()).later(Duration.ofMinutes(30)).succeeds("stop-app");

        story.fires("overrun").happens("overrun-forecast", "proposal-made");
        assertThat(story.only(WindowEvent.OverrunForecast.class).forecastEnd())
                .isEqualTo(Forecast.of(story.window(), story.now()).end())
                .isAfter(story.window().endsAt());
        assertThat(requireNonNull(story.window().proposal()).choices()).containsExactly("extend", "rollback", "go-on");
        assertThat(names(story)).doesNotContain("overrun");
    }

    @Test
    void withLittleLeftTheWindowGoesOnWithoutAQuestion() {
        Story.opened(plan().limit(Duration.ofMinutes(16)))
                .later(Duration.ofMinutes(49))
                .succeeds("stop-app")
                .fires("overrun")
                .happens("overrun-forecast");
    }

    @Test
    void anExtensionAnswersAndTheForecastIsMadeAnew() {
        Story story = Story.opened(slow())
                .later(Duration.ofMinutes(30))
                .succeeds("stop-app")
                .fires("overrun")
                .wishes(LEAD, new Extend(Duration.ofMinutes(30), "the index"))
                .happens("window-extended");

        assertThat(story.window().proposal()).isNull();
        assertThat(names(story)).contains("overrun", "no-return");
    }

    @Test
    void whoLooksAtAProposalLetsItGoOn() {
        Story story = Story.opened(slow())
                .later(Duration.ofMinutes(30))
                .succeeds("stop-app")
                .fires("overrun")
                .wishes(QA, new GoOn("nearly there"))
                .isRefused("not-an-approver")
                .wishes(LEAD, new GoOn("nearly there"))
                .happens("proposal-declined");

        assertThat(story.window().proposal()).isNull();
        story.wishes(LEAD, new GoOn("nearly there")).isRefused("nothing-proposed");
    }

    @Test
    void aMomentOfThePlanThatIsMissedIsSaid() {
        var by = slow().steps(step -> step.id().equals("migrate") ? by(step, Duration.ofMinutes(30)) : step);
        Story story = Story.opened(by).succeeds("stop-app").fires("milestone:migrate");

        story.happens("milestone-missed", "proposal-made");
        assertThat(story.only(WindowEvent.MilestoneMissed.class).by()).isEqualTo(START.plus(Duration.ofMinutes(30)));
        assertThat(names(story)).doesNotContain("milestone:migrate");
        assertThat(names(Story.opened(by).succeeds("stop-app").succeeds("migrate")))
                .doesNotContain("milestone:migrate");
    }

    private static Plan.Step by(Plan.Step step, Duration by) {
        return PlanStepBuilder.builder(step).by(by).build();
    }

    @Test
    void thePointOfNoReturnFollowsFromTheWayBackAndIsSaidOnce() {
        Story story = Story.opened(slow()).succeeds("stop-app");

        // Two steps of the rollback always run; what undoes the migration only since that was begun.
        assertThat(Forecast.pointOfNoReturn(story.window())).isEqualTo(START.plus(Duration.ofMinutes(60 - 3 * 10)));
        story.fires("no-return").happens("no-return-passed");
        assertThat(names(story)).doesNotContain("no-return");
    }

    @Test
    void aWindowWithoutProgressNamesTheStepThatBlocks() {
        Story story = Story.opened(slow())
                .reports(new Report.StepStarted("stop-app", 1))
                .fires("watchdog")
                .happens("window-stalled");

        assertThat(story.only(WindowEvent.WindowStalled.class).step()).isEqualTo("stop-app");
        assertThat(names(story)).doesNotContain("watchdog");
        story.reports(new Report.StepProgressed("stop-app", 1, 10, "again"));
        assertThat(story.window().stalledSince()).isNull();
        assertThat(names(story)).contains("watchdog");
    }

    @Test
    void levelAfterLevelIsCalledUntilSomebodyTakesCare() {
        Story story = Story.opened(escalating()).fails("stop-app").fires("escalation:1:person");

        assertThat(story.only(WindowEvent.Escalated.class).roles()).containsExactly("backend");
        story.fires("escalation:2:person");
        assertThat(story.only(WindowEvent.Escalated.class).channels()).containsExactly(Plan.Reach.WEBHOOK);
        assertThat(names(story)).noneMatch(name -> name.startsWith("escalation"));
    }

    @Test
    void whoTakesCareStopsTheCallsButTheQuestionStays() {
        Story story = Story.opened(escalating())
                .fails("stop-app")
                .fires("escalation:1:person")
                .wishes(QA, new Acknowledge(null))
                .happens("escalation-acknowledged");

        assertThat(names(story)).noneMatch(name -> name.startsWith("escalation"));
        story.wishes(QA, new Acknowledge(null)).isRefused("nothing-to-take-care-of");
        story.wishes(LEAD, new RollBack("enough")).happens("rollback-started", "notice-requested", "step-requested");
    }

    @Test
    void aNewQuestionCallsAnew() {
        Story story = Story.opened(escalating())
                .fails("stop-app")
                .fires("escalation:1:person")
                .wishes(QA, new Acknowledge(null))
                .wishes(QA, new Retry())
                .fails("stop-app");

        assertThat(names(story)).contains("escalation:1:person");
    }

    @Test
    void nobodyIsCalledWhileSomebodyDoesAManualStepInItsTime() {
        Duration expected = Duration.ofMinutes(8);
        Story story =
                Story.opened(escalating().steps(step -> step.id().equals("stop-app") ? byHand(step, expected) : step));

        assertThat(Timers.of(story.window()))
                .filteredOn(timer -> timer.name().equals("escalation:1:step:stop-app"))
                .extracting(Timer::due)
                .containsExactly(START.plus(expected).plus(Duration.ofMinutes(5)));
    }

    private static Plan.Step byHand(Plan.Step step, Duration expected) {
        return new Plan.Step(
                step.id(),
                step.title(),
                step.phase(),
                step.limit(),
                expected,
                null,
                null,
                new Work.Manual("qa", List.of()));
    }

    @Test
    void peopleAreCalledOnceForADecisionWhateverItWaitsFor() {
        Story story = Story.ready(escalating());

        assertThat(names(story))
                .filteredOn(name -> name.startsWith("escalation:"))
                .containsExactly("escalation:1:decision");
        story.fires("escalation:1:decision").happens("escalated");
        assertThat(story.only(WindowEvent.Escalated.class).text())
                .endsWith("Go or no-go? Missing: go from migration-lead and product-owner");
        story.wishes(LEAD, new Go());
        assertThat(names(story)).contains("escalation:2:decision");
    }

    @Test
    void aStatusLineThatComesTooLateIsItselfAnAlarm() {
        Story story = Story.opened(plan()).wishes(QA, new Hold("a call"));
        Timer due = Timers.of(story.window()).stream()
                .filter(timer -> timer.name().equals("status"))
                .findFirst()
                .orElseThrow();

        story.at(due.due().plusSeconds(90)).fires(due).happens("status-missed", "status-reported");
        assertThat(story.only(WindowEvent.StatusMissed.class).lateMs()).isEqualTo(90_000);
    }

    private static List<String> names(Story story) {
        return Timers.of(story.window()).stream().map(Timer::name).toList();
    }
}
