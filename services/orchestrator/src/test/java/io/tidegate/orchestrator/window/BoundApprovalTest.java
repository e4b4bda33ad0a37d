package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.PlanFixture.LEAD;
import static io.tidegate.orchestrator.PlanFixture.OWNER;
import static io.tidegate.orchestrator.PlanFixture.QA;
import static io.tidegate.orchestrator.PlanFixture.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Binding;
import io.tidegate.contracts.window.WindowCommand.Go;
import io.tidegate.contracts.window.WindowCommand.Rehearse;
import io.tidegate.contracts.window.WindowCommand.Replan;
import io.tidegate.contracts.window.WindowEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A go is given to one plan and one rehearsal. */
final class BoundApprovalTest {

    private static Story rehearsed() {
        return Story.ready(plan().withRehearsal()).reports(rehearsal(1, "a1b2"));
    }

    private static Report rehearsal(int attempt, String hash) {
        return new Report.StepSucceeded("rehearse", attempt, 10, List.of(Fact.text("migrations-sha256", hash)));
    }

    @Test
    void aGoComesAfterTheRehearsal() {
        Story.ready(plan().withRehearsal())
                .wishes(LEAD, new Go())
                .isRefused("rehearsal-not-done")
                .reports(rehearsal(1, "a1b2"))
                .wishes(LEAD, new Go())
                .happens("approval-given");
    }

    @Test
    void anApprovalSaysWhatItWasGivenTo() {
        Story story = rehearsed().wishes(LEAD, new Go());

        assertThat(story.only(WindowEvent.ApprovalGiven.class).bound()).isEqualTo(Binding.of(story.window()));
        Story other = Story.ready(plan().withRehearsal()).reports(rehearsal(1, "ffff"));
        assertThat(Binding.of(other.window())).isNotEqualTo(Binding.of(story.window()));
    }

    @Test
    void anotherRehearsalVoidsTheApprovals() {
        Story story = rehearsed().wishes(LEAD, new Go()).wishes(QA, new Rehearse());

        story.happens("approvals-voided", "step-requested");
        assertThat(story.window().approvals()).isEmpty();
        story.wishes(OWNER, new Go()).isRefused("rehearsal-not-done");
    }

    @Test
    void aPlanThatChangesAfterAGoVoidsItAndSaysSo() {
        Story story =
                Story.gone(plan()).filed(plan().withWatchStep()).readsTheFile().happens("plan-differs");

        assertThat(story.window().went()).isFalse();
        story.readsTheFile().isIgnored("the plan is as it was");
        story.wishes(LEAD, new Go()).happens("approval-given");
        story.filed(plan()).readsTheFile().happens("plan-differs");
        assertThat(story.window().differingPlanHash()).isNull();
    }

    @Test
    void theChangedPlanIsTakenOverAndEverythingIsMeasuredAnew() {
        Story story = Story.gone(plan())
                .filed(plan().withWatchStep())
                .wishes(LEAD, new Replan())
                .happens("plan-changed", "notice-skipped", "notice-skipped", "step-requested")
                .asksFor("preflight", 2);

        assertThat(story.window().step("look")).isPresent();
        assertThat(story.window().planHash())
                .isEqualTo(plan().withWatchStep().found().hash());
        assertThat(story.window().approvals()).isEmpty();
        assertThat(story.requested()).doesNotContain("announce");
    }

    @Test
    void onlyAPlanThatHasChangedForTheSameTargetIsTakenOver() {
        Story.ready(plan()).wishes(LEAD, new Replan()).isRefused("plan-unchanged");
        Story.ready(plan())
                .filed(plan().target("other"))
                .wishes(LEAD, new Replan())
                .isRefused("other-target");
        Story.ready(plan())
                .filed(plan().withWatchStep())
                .wishes(QA, new Replan())
                .isRefused("not-an-approver");
        Story.ready(plan())
                .takes(new Input.FromPerson(new Replan(), new PlanLookup.Invalid("small", List.of("3:1: x"))), LEAD)
                .isRefused("plan-invalid");
        Story.ready(plan())
                .takes(new Input.FromPerson(new Replan(), new PlanLookup.Unknown("small", List.of())), LEAD)
                .isRefused("plan-unknown");
    }

    @Test
    void aWindowThatHasOpenedKeepsItsPlan() {
        Story.opened(plan()).filed(plan().withWatchStep()).readsTheFile().isIgnored("changes nothing");
    }
}
