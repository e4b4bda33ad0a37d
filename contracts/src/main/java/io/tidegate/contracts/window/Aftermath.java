package io.tidegate.contracts.window;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window.FollowUpState;
import java.util.LinkedHashMap;
import java.util.Map;

/** The meaning of what is looked after once a window is over. */
final class Aftermath {
    private Aftermath() {}

    /** What is to be looked after when a window of this plan ends so. */
    static Map<String, FollowUpState> begun(Plan plan, Plan.Outcome how) {
        Map<String, FollowUpState> followUps = new LinkedHashMap<>();
        plan.followUps().stream()
                .filter(followUp -> followUp.on() == how || followUp.on() == Plan.Outcome.ANY)
                .forEach(followUp -> followUps.put(
                        followUp.id(), new FollowUpState(FollowUpState.Progress.WAITING, null, null, null, null)));
        return followUps;
    }

    static void evolve(WindowDraft draft, Window window, LoggedEvent logged, WindowEvent.OfAftermath after) {
        draft.expect(logged, Status.COMPLETED, Status.ROLLED_BACK);
        switch (after) {
            case WindowEvent.FollowUpDue event -> {
                expect(draft, window, logged, event.followUp(), FollowUpState.Progress.WAITING);
                draft.followUps = WindowDraft.with(
                        window.followUps(),
                        event.followUp(),
                        new FollowUpState(FollowUpState.Progress.DUE, logged.time(), null, null, null));
            }
            case WindowEvent.FollowUpDone event -> {
                FollowUpState before = expect(draft, window, logged, event.followUp(), FollowUpState.Progress.DUE);
                draft.followUps = WindowDraft.with(
                        window.followUps(),
                        event.followUp(),
                        new FollowUpState(
                                FollowUpState.Progress.DONE,
                                before.dueAt(),
                                logged.time(),
                                logged.actor(),
                                event.note()));
            }
            case WindowEvent.WindowClosed event -> {
                draft.expectThat(logged, window.isSettled(), "something is still to be looked after");
                draft.settledAt = logged.time();
            }
        }
    }

    private static FollowUpState expect(
            WindowDraft draft, Window window, LoggedEvent logged, String id, FollowUpState.Progress expected) {
        FollowUpState state = window.followUps().get(id);
        if (state == null) {
            throw new BrokenLogException(logged, "there is no follow-up " + id);
        }
        draft.expectThat(
                logged,
                state.progress() == expected,
                "follow-up " + id + " is " + state.progress().label() + " and not " + expected.label());
        return state;
    }
}
