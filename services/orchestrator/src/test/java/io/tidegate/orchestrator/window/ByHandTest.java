package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.PlanFixture.DEVOPS;
import static io.tidegate.orchestrator.PlanFixture.LEAD;
import static io.tidegate.orchestrator.PlanFixture.QA;
import static io.tidegate.orchestrator.PlanFixture.plan;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window.FollowUpState;
import io.tidegate.contracts.window.WindowCommand.Bug;
import io.tidegate.contracts.window.WindowCommand.Done;
import io.tidegate.contracts.window.WindowCommand.RollBack;
import io.tidegate.contracts.window.WindowCommand.Skip;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What people do themselves. */
final class ByHandTest {

    private static Story atTheManualStep() {
        return Story.opened(plan().withEverything())
                .succeeds("stop-app")
                .succeeds("migrate")
                .succeeds("verify")
                .succeeds("start-app")
                .asksFor("by-hand", 1);
    }

    private static Story completed() {
        return atTheManualStep()
                .wishes(QA, new Done("by-hand", "all menus open"))
                .fires("watch-end");
    }

    @Test
    void aManualStepIsNoAgentsTaskAndIsDoneByItsRole() {
        Story story = atTheManualStep();

        assertThat(story.tasks()).noneMatch(task -> task.contains("by-hand"));
        story.wishes(DEVOPS, new Done("by-hand", "")).isRefused("nothing-to-do");
        story.later(Duration.ofMinutes(3)).wishes(QA, new Done(null, "all menus open"));
        var done = story.only(WindowEvent.StepSucceeded.class);
        assertThat(done.durationMs()).isEqualTo(180_000);
        assertThat(done.evidence()).contains(Fact.text("done-by", "Quinn"), Fact.text("note", "all menus open"));
    }

    @Test
    void aManualStepThatNobodyDoesFailsAtItsLimit() {
        atTheManualStep()
                .fires("deadline:by-hand:1")
                .happens("step-failed", "person-needed", "notice-requested", "fix-started");
    }

    @Test
    void aStepIsLeftOutByTheRolesThatThePlanNames() {
        Story story = atTheManualStep();

        story.wishes(LEAD, new Skip("by-hand", "no time")).isRefused("may-not-skip");
        story.wishes(QA, new Skip("verify", "no time")).isRefused("no-such-step");
        story.wishes(QA, new Skip("by-hand", "tested before"))
                .happens("step-failed", "step-skipped", "step-skipped", "window-reopened", "notice-requested")
                .is(Status.WATCHING);
        Story.opened(plan()).wishes(QA, new Skip("verify", "x")).isRefused("may-not-skip");
    }

    @Test
    void aStepThatFailedIsLeftOutAndTheWindowGoesOn() {
        atTheManualStep()
                .fires("deadline:by-hand:1")
                .is(Status.NEEDS_PERSON)
                .wishes(QA, new Skip("by-hand", "tested before"))
                .happens("window-resumed", "step-skipped", "step-skipped", "window-reopened", "notice-requested");
    }

    @Test
    void whileOneStepHasFailedNoOtherIsLeftOut() {
        Story.opened(plan().withEverything())
                .fails("stop-app")
                .is(Status.NEEDS_PERSON)
                .wishes(QA, new Skip("by-hand", "tested before"))
                .isRefused("waits-for-another-step");
    }

    @Test
    void followUpsComeAtTheirTimeAndTheLastOneClosesTheWindow() {
        Story story = completed();

        story.happens("window-completed", "follow-up-due").is(Status.COMPLETED).has("follow-up:hour");
        story.wishes(QA, new Done(null, "")).happens("follow-up-done");
        story.wishes(DEVOPS, new Done("hour", "")).isRefused("nothing-to-do");
        story.fires("follow-up:hour")
                .happens("follow-up-due")
                .wishes(QA, new Done("hour", ""))
                .isRefused("nothing-to-do")
                .wishes(DEVOPS, new Done("hour", "error rate 0.1 %"))
                .happens("follow-up-done", "window-closed");
        assertThat(story.window().settledAt()).isEqualTo(story.now());
        assertThat(story.log().getLast().event().event()).isInstanceOf(WindowEvent.HeadSigned.class);
    }

    @Test
    void aRolledBackWindowHasTheFollowUpsOfThatEnd() {
        Story story = Story.opened(plan().withEverything())
                .wishes(LEAD, new RollBack("no"))
                .succeeds("close-again")
                .succeeds("open-again")
                .is(Status.ROLLED_BACK);

        assertThat(story.window().followUps()).containsOnlyKeys("sign-off");
        assertThat(requireNonNull(story.window().followUps().get("sign-off")).progress())
                .isEqualTo(FollowUpState.Progress.DUE);
    }

    @Test
    void aFaultOfFewIsWrittenDownAndOneOfManyIsProposedOn() {
        Story few = Story.watched(plan())
                .wishes(QA, new Bug(5, false, "labels print twice"))
                .happens("bug-reported");
        assertThat(few.window().bugs()).hasSize(1);

        Story.watched(plan()).wishes(QA, new Bug(20, false, "x")).happens("bug-reported", "proposal-made");
        Story.watched(plan()).wishes(QA, new Bug(null, false, "x")).happens("bug-reported", "proposal-made");
        Story.watched(plan()).wishes(QA, new Bug(101, false, "x")).isRefused("no-percentage");
        completed().wishes(QA, new Bug(5, false, "x")).happens("bug-reported");
    }

    @Test
    void damageToDataRollsBackWhereThePlanSaysSo() {
        Plan.Contingencies usual = Plan.Contingencies.USUAL;
        var strict = plan().inTrouble(new Plan.Contingencies(
                null,
                usual.goOnUnder(),
                usual.bugShare(),
                Plan.OnFailure.ROLL_BACK,
                usual.watchdog(),
                usual.escalation()));

        Story.watched(strict)
                .wishes(QA, new Bug(1, true, "counts are off"))
                .happens("bug-reported", "rollback-started", "notice-requested", "step-requested");
        Story.watched(plan()).wishes(QA, new Bug(1, true, "counts are off")).happens("bug-reported", "proposal-made");
    }
}
