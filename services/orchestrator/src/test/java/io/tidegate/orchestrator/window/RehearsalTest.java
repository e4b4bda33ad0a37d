package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.PlanFixture.BACKEND;
import static io.tidegate.orchestrator.PlanFixture.LEAD;
import static io.tidegate.orchestrator.PlanFixture.OWNER;
import static io.tidegate.orchestrator.PlanFixture.STRANGER;
import static io.tidegate.orchestrator.PlanFixture.plan;

import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.WindowCommand.Go;
import io.tidegate.contracts.window.WindowCommand.Hold;
import io.tidegate.contracts.window.WindowCommand.Rehearse;
import org.junit.jupiter.api.Test;

final class RehearsalTest {

    @Test
    void theTeamMayRehearseWeeksBeforeTheDecisionAndAgain() {
        Story.scheduled(plan().withRehearsal())
                .wishes(BACKEND, new Rehearse())
                .happens("step-requested")
                .asksFor("rehearse", 1)
                .is(Status.SCHEDULED)
                .fails("rehearse")
                .happens("step-failed")
                .wishes(BACKEND, new Rehearse())
                .asksFor("rehearse", 2)
                .succeeds("rehearse")
                .wishes(BACKEND, new Rehearse())
                .asksFor("rehearse", 3)
                .succeeds("rehearse")
                .is(Status.SCHEDULED);
    }

    @Test
    void whatWasRehearsedBeforeTheDecisionNeedNotBeRehearsedThere() {
        Story.scheduled(plan().withRehearsal())
                .wishes(BACKEND, new Rehearse())
                .succeeds("rehearse")
                .fires("decision")
                .asksFor("preflight", 1)
                .succeeds("preflight")
                .happens("step-succeeded");
    }

    @Test
    void aRehearsalThatIsStillAtWorkWhenTheDecisionOpensEndsFirst() {
        Story.scheduled(plan().withRehearsal())
                .wishes(BACKEND, new Rehearse())
                .fires("decision")
                .happens("decision-opened")
                .succeeds("rehearse")
                .happens("step-succeeded", "step-requested")
                .asksFor("preflight", 1);
    }

    @Test
    void rehearsingAnewTakesTheEarlierResultAway() {
        Story.ready(plan().withRehearsal())
                .succeeds("rehearse")
                .wishes(LEAD, new Rehearse())
                .asksFor("rehearse", 2)
                .fails("rehearse")
                .is(Status.DECIDING);
    }

    @Test
    void whoMayNotOrWhenItCannotBeIsRefused() {
        Story.scheduled(plan().withRehearsal()).wishes(STRANGER, new Rehearse()).isRefused("not-in-the-team");
        Story.scheduled(plan()).wishes(LEAD, new Rehearse()).isRefused("no-rehearsal");
        Story.scheduled(plan().withRehearsal())
                .wishes(LEAD, new Rehearse())
                .wishes(LEAD, new Rehearse())
                .isRefused("step-at-work");
        Story.scheduled(plan().withRehearsal())
                .wishes(LEAD, new Hold("wait"))
                .wishes(LEAD, new Rehearse())
                .isRefused("held");
        Story.ready(plan().withRehearsal())
                .succeeds("rehearse")
                .wishes(LEAD, new Go())
                .wishes(OWNER, new Go())
                .wishes(LEAD, new Rehearse())
                .isRefused("decided-already");
        Story.opened(plan()).wishes(LEAD, new Rehearse()).isRefused("opened-already");
    }
}
