package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.PlanFixture.BACKEND;
import static io.tidegate.orchestrator.PlanFixture.DEVOPS;
import static io.tidegate.orchestrator.PlanFixture.LEAD;
import static io.tidegate.orchestrator.PlanFixture.OWNER;
import static io.tidegate.orchestrator.PlanFixture.QA;
import static io.tidegate.orchestrator.PlanFixture.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.WindowCommand.Hold;
import io.tidegate.contracts.window.WindowCommand.Resume;
import io.tidegate.contracts.window.WindowCommand.RollBack;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TroubleTest {

    @Test
    void aFailedVerificationRollsBackAndTellsTheTruth() {
        Story story = Story.opened(plan())
                .succeeds("stop-app")
                .succeeds("migrate")
                .fails("verify")
                .happens("step-failed", "rollback-started", "notice-requested", "step-requested")
                .is(Status.ROLLING_BACK)
                .succeeds("close-again")
                .asksFor("swap-back", 1)
                .succeeds("swap-back")
                .happens("step-succeeded", "step-skipped", "step-requested")
                .succeeds("open-again")
                .happens("step-succeeded", "window-rolled-back", "notice-requested")
                .is(Status.ROLLED_BACK)
                .has();

        assertThat(story.only(WindowEvent.WindowRolledBack.class).downtimeMs()).isEqualTo(6000);
        assertThat(story.window().step("deploy-previous").orElseThrow().progress())
                .isEqualTo(StepState.Progress.SKIPPED);
        story.wishes(LEAD, new RollBack("again")).isRefused("rolled-back-already");
    }

    @Test
    void aRollbackBeforeTheMigrationPutsNothingBack() {
        Story.opened(plan())
                .fails("stop-app")
                .succeeds("close-again")
                .happens("step-succeeded", "step-skipped", "step-skipped", "step-requested")
                .asksFor("open-again", 1);
    }

    @Test
    void whenARungOfTheLadderBreaksTheNextOneIsTaken() {
        Story story = Story.opened(plan().withLadder())
                .succeeds("stop-app")
                .fails("migrate")
                .succeeds("close-again")
                .fails("swap-back")
                .happens("step-failed", "step-skipped", "step-requested")
                .is(Status.ROLLING_BACK)
                .asksFor("restore", 1)
                .succeeds("restore")
                .happens("step-succeeded", "step-skipped", "step-requested")
                .succeeds("open-again")
                .is(Status.ROLLED_BACK);

        assertThat(story.window().step("swap-back").orElseThrow().progress()).isEqualTo(StepState.Progress.SKIPPED);
    }

    @Test
    void aRungIsLeftOutWhenTheOneBeforeItHolds() {
        Story.opened(plan().withLadder())
                .succeeds("stop-app")
                .fails("migrate")
                .succeeds("close-again")
                .succeeds("swap-back")
                .happens("step-succeeded", "step-skipped", "step-skipped", "step-requested")
                .asksFor("open-again", 1);
    }

    @Test
    void aLadderIsNotClimbedDownForWhatWasNeverBegun() {
        Story.opened(plan().withLadder())
                .fails("stop-app")
                .succeeds("close-again")
                .happens("step-succeeded", "step-skipped", "step-skipped", "step-skipped", "step-requested")
                .asksFor("open-again", 1);
    }

    @Test
    void whenTheLastRungBreaksAPersonIsAsked() {
        Story.opened(plan().withLadder())
                .succeeds("stop-app")
                .fails("migrate")
                .succeeds("close-again")
                .fails("swap-back")
                .fails("restore")
                .happens("step-failed", "person-needed", "notice-requested")
                .is(Status.NEEDS_PERSON)
                .wishes(LEAD, new Resume())
                .asksFor("restore", 2);
    }

    @Test
    void usersWritesAreAPersonsToLeaveBehindAndNoOtherRungDecidesIt() {
        Story.opened(plan().withLadder())
                .succeeds("stop-app")
                .fails("migrate")
                .succeeds("close-again")
                .reports(new Report.StepFailed("swap-back", 1, "writes-since-reopening", "3 rows", List.of()))
                .happens("step-failed", "person-needed", "notice-requested")
                .is(Status.NEEDS_PERSON)
                .wishes(LEAD, new Resume())
                .asksFor("swap-back", 2);
    }

    @Test
    void aWarningOfTheAgentIsAnEventAndTheStepGoesOn() {
        Story.opened(plan())
                .reports(new Report.StepWarned("stop-app", 1, "slower-than-rehearsed", "9 s, rehearsed 2 s"))
                .happens("step-warned")
                .is(Status.IN_PROGRESS)
                .succeeds("stop-app")
                .asksFor("migrate", 1);
    }

    @Test
    void anAgentThatCannotKnowWhatItHasDoneAsksAPersonWhateverThePlanSays() {
        Story story = Story.opened(plan());

        story.reports(new Report.StepFailed("stop-app", 1, "interrupted", "it was running", List.of()))
                .happens("step-failed", "person-needed", "notice-requested")
                .is(Status.NEEDS_PERSON);
    }

    @Test
    void aPlanThatAsksWaitsForAPersonWhoTriesAgain() {
        Story story = Story.opened(plan().askingOnFailure())
                .fails("stop-app")
                .happens("step-failed", "person-needed", "notice-requested")
                .is(Status.NEEDS_PERSON)
                .wishes(QA, new Hold("hm"))
                .isRefused("waits-for-a-person")
                .wishes(QA, new Resume())
                .happens("window-resumed", "step-requested")
                .is(Status.IN_PROGRESS)
                .asksFor("stop-app", 2);
        story.succeeds("stop-app").asksFor("migrate", 1);
    }

    @Test
    void aPersonWhoIsAskedMayRollBack() {
        Story.opened(plan().askingOnFailure())
                .fails("stop-app")
                .wishes(DEVOPS, new RollBack("enough"))
                .happens("rollback-started", "notice-requested", "step-requested")
                .is(Status.ROLLING_BACK);
    }

    @Test
    void aFailedRollbackAsksAPersonAndGoesOnFromThere() {
        Story story = Story.opened(plan())
                .succeeds("stop-app")
                .fails("migrate")
                .succeeds("close-again")
                .fails("swap-back")
                .happens("step-failed", "person-needed", "notice-requested")
                .is(Status.NEEDS_PERSON)
                .wishes(QA, new Resume())
                .is(Status.ROLLING_BACK)
                .asksFor("swap-back", 2)
                .fails("swap-back")
                .happens("step-failed", "person-needed");
        story.wishes(LEAD, new RollBack("once more")).asksFor("swap-back", 3);
    }

    @Test
    void aStepThatUsesUpItsTimeFailsAndIsCancelled() {
        Story story = Story.opened(plan()).fires("deadline:stop-app:1");

        story.happens("step-failed", "rollback-started", "notice-requested", "step-requested");
        assertThat(story.only(WindowEvent.StepFailed.class).code()).isEqualTo("time-limit");
        assertThat(story.tasks())
                .endsWith(
                        "run-step " + Story.ID + "/stop-app/1",
                        "cancel-step " + Story.ID + "/stop-app/1/cancel",
                        "run-step " + Story.ID + "/close-again/1");
    }

    @Test
    void rollingBackEndsTheStepAtWorkFirst() {
        Story story = Story.opened(plan())
                .succeeds("stop-app")
                .asksFor("migrate", 1)
                .wishes(LEAD, new RollBack("stop it"))
                .happens("step-failed", "rollback-started", "notice-requested", "step-requested");

        assertThat(story.only(WindowEvent.StepFailed.class).code()).isEqualTo("cancelled");
        assertThat(story.tasks()).contains("cancel-step " + Story.ID + "/migrate/1/cancel");
        story.wishes(LEAD, new RollBack("stop it")).isRefused("rolling-back-already");
    }

    @Test
    void anAgentsOwnFailureIsNotCancelled() {
        assertThat(Story.opened(plan()).fails("stop-app").tasks()).noneMatch(task -> task.startsWith("cancel-step"));
    }

    @Test
    void whoMayRollBack() {
        Story.opened(plan()).wishes(OWNER, new RollBack("no")).is(Status.ROLLING_BACK);
        Story.opened(plan()).wishes(DEVOPS, new RollBack("no")).is(Status.ROLLING_BACK);
        Story.opened(plan())
                .wishes(BACKEND, new RollBack("stands in for the lead"))
                .is(Status.ROLLING_BACK);
        Story.opened(plan()).wishes(QA, new RollBack("no")).isRefused("may-not-roll-back");
        Story.gone(plan()).wishes(LEAD, new RollBack("no")).isRefused("nothing-to-roll-back");
    }

    @Test
    void aWatchedWindowIsRolledBackOnlyByAPersonAndDowntimeCountsBoth() {
        Story story = Story.watched(plan().withWatchStep())
                .fails("look")
                .happens("step-failed", "person-needed", "notice-requested")
                .later(Duration.ofMinutes(1))
                .wishes(LEAD, new RollBack("it leaks"))
                .succeeds("close-again")
                .succeeds("swap-back")
                .succeeds("deploy-previous")
                .succeeds("open-again")
                .is(Status.ROLLED_BACK);

        assertThat(story.only(WindowEvent.WindowRolledBack.class).downtimeMs()).isEqualTo(8000);
    }

    @Test
    void aFailedWatchStepIsTriedAgainAndTheWindowIsWatchedAnew() {
        Story story = Story.watched(plan().withWatchStep())
                .fails("look")
                .wishes(QA, new Resume())
                .happens("window-resumed", "window-reopened", "step-requested")
                .is(Status.WATCHING)
                .asksFor("look", 2);

        assertThat(story.only(WindowEvent.WindowReopened.class).downtimeMs()).isEqualTo(4000);
    }

    @Test
    void aFailureWhileAPersonHoldsAsksThatPerson() {
        Story.opened(plan())
                .wishes(QA, new Hold("let me look"))
                .fails("stop-app")
                .happens("step-failed", "person-needed", "notice-requested")
                .wishes(QA, new Resume())
                .asksFor("stop-app", 2);
    }
}
