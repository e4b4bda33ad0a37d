package io.tidegate.orchestrator.window;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.log.HashChain;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.Evolve;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.contracts.window.WindowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Puts events at the end of a window's log: numbers them, chains them, signs the head where the log must be signed.
 */
public final class Ledger {

    /**
     * Where a log stands.
     *
     * @param sequence of its last event; 0 before the first
     * @param hash of its last event
     * @param time of its last event
     */
    public record Head(WindowState state, long sequence, String hash, Instant time) {
        public static Head none() {
            return new Head(WindowState.none(), 0, HashChain.GENESIS, Instant.EPOCH);
        }

        /**
         * The window's time when a clock says {@code now}: a clock that was set back, or another orchestrator's that is
         * behind, makes it stand still. So times in a log do not go back, and a timer that was due before is not due
         * again at the same moment, when its firing would be taken for a repetition.
         */
        public Instant timeAt(Instant now) {
            return now.isBefore(time) ? time : now;
        }
    }

    /** An event that was put into the log, and the state after it. */
    public record Entry(LoggedEvent event, WindowState after) {
        /** Where the log stands with it. */
        public Head head() {
            return new Head(after, event.sequence(), event.hash(), event.time());
        }
    }

    private final Supplier<String> ids;
    private final HeadSigner signer;

    /** @param ids a new unique id with every call */
    public Ledger(Supplier<String> ids, HeadSigner signer) {
        this.ids = ids;
        this.signer = signer;
    }

    /** @param cause the id of the input that the events come of */
    public List<Entry> enter(
            Head head, String window, Actor actor, Instant now, String cause, List<WindowEvent> events) {
        List<Entry> entries = new ArrayList<>();
        Head at = head;
        for (WindowEvent event : events) {
            at = enter(at, window, actor, now, cause, event, entries);
            if (isSigned(event, at.state())) {
                WindowEvent signature = signer.sign(window, at.sequence(), at.hash());
                at = enter(at, window, Actor.orchestrator(), now, cause, signature, entries);
            }
        }
        return entries;
    }

    private Head enter(
            Head head, String window, Actor actor, Instant now, String cause, WindowEvent event, List<Entry> entries) {
        LoggedEvent logged =
                LoggedEvent.seal(ids.get(), window, head.sequence() + 1, now, actor, cause, head.hash(), event);
        Entry entry = new Entry(logged, Evolve.evolve(head.state(), logged));
        entries.add(entry);
        return entry.head();
    }

    private static boolean isDecision(WindowEvent.OfPreparation event) {
        return switch (event) {
            case WindowEvent.WindowMoved e -> true;
            case WindowEvent.PlanChanged e -> true;
            case WindowEvent.CriterionOverridden e -> true;
            case WindowEvent.ScheduleWarned e -> false;
            case WindowEvent.PlanDiffers e -> false;
            case WindowEvent.ApprovalsVoided e -> false;
            case WindowEvent.MeasurementExpired e -> false;
            case WindowEvent.AvailabilityAsked e -> false;
            case WindowEvent.AvailabilityAnswered e -> false;
        };
    }

    /** Decisions, ends, and the last that is heard after an end: here a cut-off tail must show. */
    private static boolean isSigned(WindowEvent event, WindowState after) {
        return switch (event) {
            case WindowEvent.GoDecided e -> true;
            case WindowEvent.WindowPostponed e -> true;
            case WindowEvent.WindowCancelled e -> true;
            case WindowEvent.RollbackStarted e -> true;
            case WindowEvent.WindowReopened e -> true;
            case WindowEvent.WindowCompleted e -> true;
            case WindowEvent.WindowRolledBack e -> true;
            case WindowEvent.WindowExtended e -> true;
            case WindowEvent.PersonNeeded e -> true;
            case WindowEvent.WindowScheduled e -> false;
            case WindowEvent.CommandRefused e -> false;
            case WindowEvent.NoticeRequested e -> false;
            case WindowEvent.NoticeSkipped e -> false;
            case WindowEvent.NoticeDelivered e ->
                after instanceof Window window && window.status().isFinal() && window.allNoticesAnswered();
            case WindowEvent.DecisionOpened e -> false;
            case WindowEvent.CriterionAttested e -> false;
            case WindowEvent.ApprovalGiven e -> false;
            case WindowEvent.WindowOpened e -> false;
            case WindowEvent.OfStep e -> false;
            case WindowEvent.StepSkipped e -> false;
            case WindowEvent.WindowHeld e -> false;
            case WindowEvent.WindowResumed e -> false;
            case WindowEvent.StatusReported e -> false;
            case WindowEvent.WindowOverran e -> false;
            case WindowEvent.AgentWentSilent e -> false;
            case WindowEvent.AgentCameBack e -> false;
            case WindowEvent.OfPreparation e -> isDecision(e);
            case WindowEvent.OfTrouble e -> e instanceof WindowEvent.ProposalDeclined;
            case WindowEvent.OfAftermath e -> !(e instanceof WindowEvent.FollowUpDue);
            case WindowEvent.HeadSigned e -> false;
        };
    }
}
