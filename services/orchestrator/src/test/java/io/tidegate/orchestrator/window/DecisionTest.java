package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.PlanFixture.BACKEND;
import static io.tidegate.orchestrator.PlanFixture.LEAD;
import static io.tidegate.orchestrator.PlanFixture.OWNER;
import static io.tidegate.orchestrator.PlanFixture.QA;
import static io.tidegate.orchestrator.PlanFixture.STRANGER;
import static io.tidegate.orchestrator.PlanFixture.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.WindowCommand.Attest;
import io.tidegate.contracts.window.WindowCommand.Cancel;
import io.tidegate.contracts.window.WindowCommand.Go;
import io.tidegate.contracts.window.WindowCommand.Hold;
import io.tidegate.contracts.window.WindowCommand.NoGo;
import io.tidegate.contracts.window.WindowCommand.Resume;
import io.tidegate.contracts.window.WindowEvent;
import org.junit.jupiter.api.Test;

final class DecisionTest {

    @Test
    void goIsDecidedByTwoPeopleInAnyOrder() {
        Story.ready(plan())
                .wishes(LEAD, new Go())
                .happens("approval-given")
                .wishes(OWNER, new Go())
                .happens("approval-given", "go-decided");
        Story.ready(plan())
                .wishes(OWNER, new Go())
                .happens("approval-given")
                .wishes(LEAD, new Go())
                .happens("approval-given", "go-decided");
    }

    @Test
    void onePersonsGoNeverCountsTwice() {
        Story story = Story.ready(plan())
                .wishes(LEAD, new Go())
                .wishes(LEAD, new Go())
                .isRefused("go-counted-already");

        assertThat(((Decision.Rejected) story.last()).refusal().mend()).contains("product-owner", "Omar");
        assertThat(story.window().went()).isFalse();
    }

    @Test
    void aStandInCountsForTheRoleThatIsOpenAndNotBesideItsHolder() {
        Story.ready(plan()).wishes(BACKEND, new Go()).happens("approval-given");
        Story.ready(plan()).wishes(LEAD, new Go()).wishes(BACKEND, new Go()).isRefused("role-approved-already");
    }

    @Test
    void whoMayNotDecideIsRefused() {
        Story.ready(plan()).wishes(QA, new Go()).isRefused("not-an-approver");
        Story.ready(plan()).wishes(STRANGER, new Go()).isRefused("not-in-the-team");
        Story.ready(plan()).wishes(Actor.agent("ULEAD"), new Go()).isRefused("not-in-the-team");
        Story.ready(plan()).wishes(QA, new NoGo("no")).isRefused("not-an-approver");
        Story.ready(plan()).wishes(QA, new Cancel("no")).isRefused("not-an-approver");
    }

    @Test
    void goBeforeTheDecisionPointOrAfterTheDecisionIsRefused() {
        Story.scheduled(plan()).wishes(LEAD, new Go()).isRefused("decision-not-open");
        Story.gone(plan()).wishes(LEAD, new Go()).isRefused("decided-already");
        Story.opened(plan()).wishes(LEAD, new Go()).isRefused("opened-already");
    }

    @Test
    void theLastCriterionDecidesWhenEveryoneHasSaidGo() {
        Story story = Story.deciding(plan())
                .fires("notice:announce")
                .wishes(LEAD, new Go())
                .wishes(OWNER, new Go())
                .happens("approval-given")
                .succeeds("preflight")
                .happens("step-succeeded")
                .wishes(QA, new Attest("staging"))
                .happens("criterion-attested");
        assertThat(story.window().missingCriteria()).singleElement().returns("announced", c -> c.id());

        story.delivered("announce", 1).happens("notice-delivered");
        story.delivered("announce", 0).happens("notice-delivered", "go-decided");
    }

    @Test
    void onlyTheNamedRoleAttestsAndOnlyWhatIsAttested() {
        Story.deciding(plan()).wishes(LEAD, new Attest("staging")).isRefused("not-that-role");
        Story.deciding(plan()).wishes(QA, new Attest("healthy")).isRefused("criterion-is-measured");
        Story.deciding(plan()).wishes(QA, new Attest("nonsense")).isRefused("criterion-unknown");
        Story.deciding(plan())
                .wishes(QA, new Attest("staging"))
                .wishes(QA, new Attest("staging"))
                .isRefused("attested-already");
    }

    @Test
    void noDecisionByTheStartPostponesAndSaysWhatWasMissing() {
        Story story = Story.ready(plan())
                .wishes(LEAD, new Go())
                .fires("start")
                .happens("window-postponed", "notice-requested")
                .is(Status.POSTPONED)
                .has();

        assertThat(story.only(WindowEvent.WindowPostponed.class).reason()).contains("product-owner");
    }

    @Test
    void aNoPostponesBeforeTheStartAlsoAfterGo() {
        Story.scheduled(plan()).wishes(OWNER, new NoGo("not today")).is(Status.POSTPONED);
        Story.gone(plan()).wishes(OWNER, new NoGo("not today")).is(Status.POSTPONED);
        Story.opened(plan()).wishes(OWNER, new NoGo("not today")).isRefused("opened-already");
    }

    @Test
    void postponingEndsThePreparationAtWork() {
        Story story = Story.deciding(plan())
                .asksFor("preflight", 1)
                .wishes(OWNER, new NoGo("not today"))
                .happens("step-failed", "window-postponed", "notice-requested");

        assertThat(story.tasks())
                .containsExactly(
                        "run-step " + Story.ID + "/preflight/1", "cancel-step " + Story.ID + "/preflight/1/cancel");
    }

    @Test
    void cancellingGivesUpBeforeTheWindowOpens() {
        Story.scheduled(plan())
                .wishes(LEAD, new Cancel("not needed"))
                .is(Status.CANCELLED)
                .has();
        Story.gone(plan())
                .wishes(LEAD, new Cancel("not needed"))
                .happens("window-cancelled", "notice-requested")
                .is(Status.CANCELLED);
        Story.opened(plan()).wishes(LEAD, new Cancel("not needed")).isRefused("opened-already");
    }

    @Test
    void aFailedPreflightEndsNothingAndResumeTriesItAgain() {
        Story.deciding(plan())
                .fails("preflight")
                .happens("step-failed")
                .is(Status.DECIDING)
                .wishes(QA, new Resume())
                .happens("window-resumed", "step-requested")
                .asksFor("preflight", 2)
                .wishes(QA, new Resume())
                .isRefused("nothing-to-resume");
    }

    @Test
    void aHeldWindowThatWentOpensOnResume() {
        Story.gone(plan())
                .wishes(QA, new Hold("wait for the lorry"))
                .happens("window-held")
                .has("notice:reminder", "notice:starting", "status", "end")
                .later(java.time.Duration.ofMinutes(16))
                .wishes(QA, new Resume())
                .fires("start")
                .is(Status.IN_PROGRESS)
                .asksFor("stop-app", 1);
    }

    @Test
    void aWindowThatIsHeldUntilItsEndIsPostponed() {
        Story.gone(plan())
                .wishes(QA, new Hold("wait"))
                .fires("end")
                .happens("window-postponed", "notice-requested")
                .is(Status.POSTPONED);
    }
}
