package io.tidegate.slackbot.report;

import io.tidegate.contracts.window.WindowEvent;
import java.util.Optional;

/** What somebody decided, in the words that follow their name. */
final class Deeds {
    private Deeds() {}

    static Optional<String> words(WindowEvent event) {
        return switch (event) {
            case WindowEvent.WindowScheduled scheduled -> Optional.of("scheduled the window");
            case WindowEvent.CriterionAttested attested ->
                Optional.of("attested " + attested.criterion() + " as " + attested.role());
            case WindowEvent.ApprovalGiven given -> Optional.of("said go as " + given.role());
            case WindowEvent.WindowPostponed postponed -> Optional.of("postponed: " + postponed.reason());
            case WindowEvent.WindowCancelled cancelled -> Optional.of("cancelled: " + cancelled.reason());
            case WindowEvent.WindowHeld held -> Optional.of("held: " + held.reason());
            case WindowEvent.WindowResumed resumed -> Optional.of("resumed");
            case WindowEvent.WindowExtended extended -> Optional.of("extended the window: " + extended.reason());
            case WindowEvent.RollbackStarted started -> Optional.of("rolled back: " + started.reason());
            case WindowEvent.PersonNeeded needed -> Optional.of("asked for a person: " + needed.reason());
            case WindowEvent.CommandRefused refused ->
                Optional.of("was refused " + refused.command() + ": " + refused.reason());
            case WindowEvent.NoticeRequested noEvent -> Optional.empty();
            case WindowEvent.NoticeSkipped noEvent -> Optional.empty();
            case WindowEvent.NoticeDelivered noEvent -> Optional.empty();
            case WindowEvent.DecisionOpened noEvent -> Optional.empty();
            case WindowEvent.GoDecided noEvent -> Optional.empty();
            case WindowEvent.WindowOpened noEvent -> Optional.empty();
            case WindowEvent.OfStep noEvent -> Optional.empty();
            case WindowEvent.StepSkipped noEvent -> Optional.empty();
            case WindowEvent.StatusReported noEvent -> Optional.empty();
            case WindowEvent.WindowOverran noEvent -> Optional.empty();
            case WindowEvent.WindowReopened noEvent -> Optional.empty();
            case WindowEvent.WindowCompleted noEvent -> Optional.empty();
            case WindowEvent.WindowRolledBack noEvent -> Optional.empty();
            case WindowEvent.AgentWentSilent noEvent -> Optional.empty();
            case WindowEvent.AgentCameBack noEvent -> Optional.empty();
            case WindowEvent.HeadSigned noEvent -> Optional.empty();
            case WindowEvent.OfPreparation prepares -> prepared(prepares);
            case WindowEvent.OfTrouble trouble -> troubled(trouble);
            case WindowEvent.FollowUpDone done ->
                Optional.of("looked after " + done.followUp() + " as " + done.role()
                        + (done.note().isBlank() ? "" : ": " + done.note()));
            case WindowEvent.FollowUpDue noEvent -> Optional.empty();
            case WindowEvent.WindowClosed noEvent -> Optional.empty();
        };
    }

    private static Optional<String> prepared(WindowEvent.OfPreparation prepares) {
        return switch (prepares) {
            case WindowEvent.WindowMoved moved -> Optional.of("moved the window to another date: " + moved.reason());
            case WindowEvent.PlanChanged changed ->
                Optional.of("took over the changed plan " + changed.planHash().substring(0, 12));
            case WindowEvent.CriterionOverridden overridden ->
                Optional.of(
                        "OVERRODE " + overridden.criterion() + " as " + overridden.role() + ": " + overridden.reason());
            case WindowEvent.AvailabilityAnswered answered ->
                Optional.of(
                        answered.available()
                                ? "will be there as " + answered.role()
                                : "will not be there as " + answered.role() + ": " + answered.reason());
            case WindowEvent.ApprovalsVoided voided -> Optional.of("voided approvals: " + voided.reason());
            case WindowEvent.PlanDiffers noEvent -> Optional.of("found the plan's file changed; approvals are void");
            case WindowEvent.ScheduleWarned noEvent -> Optional.empty();
            case WindowEvent.MeasurementExpired noEvent -> Optional.empty();
            case WindowEvent.AvailabilityAsked noEvent -> Optional.empty();
        };
    }

    private static Optional<String> troubled(WindowEvent.OfTrouble trouble) {
        return switch (trouble) {
            case WindowEvent.FixStarted started -> Optional.of("took time to mend: " + started.reason());
            case WindowEvent.ProposalMade made -> Optional.of("proposed a decision: " + made.reason());
            case WindowEvent.ProposalDeclined declined -> Optional.of("let it go on: " + declined.reason());
            case WindowEvent.BugReported reported -> Optional.of("reported a fault: " + reported.text());
            case WindowEvent.Escalated escalated ->
                Optional.of("called level " + escalated.level() + " (" + String.join(", ", escalated.roles()) + "): "
                        + escalated.text());
            case WindowEvent.EscalationAcknowledged acknowledged -> Optional.of("took care of it");
            case WindowEvent.FixRanOut noEvent -> Optional.empty();
            case WindowEvent.OverrunForecast noEvent -> Optional.empty();
            case WindowEvent.MilestoneMissed noEvent -> Optional.empty();
            case WindowEvent.NoReturnPassed noEvent -> Optional.empty();
            case WindowEvent.WindowStalled noEvent -> Optional.empty();
            case WindowEvent.EscalationDelivered noEvent -> Optional.empty();
            case WindowEvent.StatusMissed noEvent -> Optional.empty();
        };
    }
}
