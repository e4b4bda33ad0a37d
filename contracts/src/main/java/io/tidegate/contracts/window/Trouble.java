package io.tidegate.contracts.window;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.Window.Bug;
import io.tidegate.contracts.window.Window.Call;
import io.tidegate.contracts.window.Window.Fix;
import io.tidegate.contracts.window.Window.Proposal;
import java.util.ArrayList;

/** The meaning of what goes otherwise than planned. */
final class Trouble {
    private Trouble() {}

    static void evolve(WindowDraft draft, Window window, LoggedEvent logged, WindowEvent.OfTrouble trouble) {
        switch (trouble) {
            case WindowEvent.FixStarted event -> {
                draft.expect(logged, Status.NEEDS_PERSON);
                draft.fix = new Fix(event.until(), event.thenRollBack());
            }
            case WindowEvent.FixRanOut event -> {
                draft.expect(logged, Status.NEEDS_PERSON);
                draft.expectThat(logged, window.fix() != null, "no time to mend was running");
                draft.fix = null;
                // Whoever answers is asked anew, and called anew where nobody does.
                draft.askedAt = logged.time();
            }
            case WindowEvent.OverrunForecast event -> warned(draft, logged, WindowDraft.FORECAST);
            case WindowEvent.MilestoneMissed event -> warned(draft, logged, WindowDraft.MILESTONE + event.step());
            case WindowEvent.NoReturnPassed event -> warned(draft, logged, WindowDraft.NO_RETURN);
            case WindowEvent.ProposalMade event -> {
                draft.expect(logged, Status.IN_PROGRESS, Status.WATCHING);
                draft.proposal = new Proposal(event.reason(), event.choices(), logged.time());
            }
            case WindowEvent.ProposalDeclined event -> {
                draft.expectThat(logged, window.proposal() != null, "nothing was proposed");
                draft.proposal = null;
            }
            case WindowEvent.BugReported event -> {
                draft.bugs = new ArrayList<>(window.bugs());
                draft.bugs.add(new Bug(event.share(), event.corruption(), event.text(), logged.actor(), logged.time()));
            }
            case WindowEvent.WindowStalled event -> {
                draft.expectNotOver(logged);
                draft.stalledSince = event.since();
            }
            case WindowEvent.Escalated event -> {
                Question question = question(window, logged, event.question());
                draft.calls = WindowDraft.with(
                        window.calls(),
                        event.question(),
                        new Call(question.since(), event.level(), logged.time(), null));
            }
            case WindowEvent.EscalationAcknowledged event -> {
                Question question = question(window, logged, event.question());
                int level = question.call(window).map(Call::level).orElse(0);
                draft.calls = WindowDraft.with(
                        window.calls(),
                        event.question(),
                        new Call(question.since(), level, logged.time(), logged.actor()));
            }
            // Who reads the log sees it; nothing depends on it.
            case WindowEvent.EscalationDelivered event -> {}
            case WindowEvent.StatusMissed event -> draft.expectNotOver(logged);
        }
        draft.heardAt = logged.time();
    }

    private static void warned(WindowDraft draft, LoggedEvent logged, String what) {
        draft.expect(logged, Status.IN_PROGRESS);
        draft.expectThat(logged, !draft.warned.contains(what), "that was said before");
        draft.warn(what);
    }

    private static Question question(Window window, LoggedEvent logged, String id) {
        return Question.of(window).stream()
                .filter(question -> question.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BrokenLogException(logged, "nobody is asked '" + id + "'"));
    }
}
