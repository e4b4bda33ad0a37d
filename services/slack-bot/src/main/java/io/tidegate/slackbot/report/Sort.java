package io.tidegate.slackbot.report;

import com.fasterxml.jackson.annotation.JsonValue;
import io.tidegate.contracts.window.WindowEvent;
import java.util.Locale;
import java.util.Optional;

/** What sort of thing happened to a window. */
public enum Sort {
    /** The date, or the plan, of the window. */
    DATE,
    DECISION,
    /** As it should go. */
    COURSE,
    TROUBLE,
    /** Somebody is called, or takes care. */
    CALL,
    AFTERMATH;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for what is in the log and no report's matter. */
    static Optional<Sort> of(WindowEvent event) {
        return Optional.ofNullable(
                switch (event) {
                    case WindowEvent.WindowScheduled e -> DATE;
                    case WindowEvent.WindowPostponed e -> DATE;
                    case WindowEvent.WindowCancelled e -> DATE;
                    case WindowEvent.WindowExtended e -> DATE;
                    case WindowEvent.CriterionAttested e -> DECISION;
                    case WindowEvent.ApprovalGiven e -> DECISION;
                    case WindowEvent.GoDecided e -> DECISION;
                    case WindowEvent.WindowHeld e -> DECISION;
                    case WindowEvent.WindowResumed e -> DECISION;
                    case WindowEvent.RollbackStarted e -> DECISION;
                    case WindowEvent.DecisionOpened e -> COURSE;
                    case WindowEvent.WindowOpened e -> COURSE;
                    case WindowEvent.StepSucceeded e -> COURSE;
                    case WindowEvent.StepSkipped e -> COURSE;
                    case WindowEvent.WindowReopened e -> COURSE;
                    case WindowEvent.WindowCompleted e -> COURSE;
                    case WindowEvent.WindowRolledBack e -> COURSE;
                    case WindowEvent.AgentCameBack e -> COURSE;
                    case WindowEvent.StepFailed e -> TROUBLE;
                    case WindowEvent.StepWarned e -> TROUBLE;
                    case WindowEvent.PersonNeeded e -> TROUBLE;
                    case WindowEvent.WindowOverran e -> TROUBLE;
                    case WindowEvent.AgentWentSilent e -> TROUBLE;
                    case WindowEvent.NoticeDelivered e -> TROUBLE;
                    case WindowEvent.OfPreparation e -> ofPreparation(e);
                    case WindowEvent.OfTrouble e -> ofTrouble(e);
                    case WindowEvent.OfAftermath e -> AFTERMATH;
                    case WindowEvent.CommandRefused e -> null;
                    case WindowEvent.NoticeRequested e -> null;
                    case WindowEvent.NoticeSkipped e -> null;
                    case WindowEvent.StepRequested e -> null;
                    case WindowEvent.StepStarted e -> null;
                    case WindowEvent.StepProgressed e -> null;
                    case WindowEvent.StatusReported e -> null;
                    case WindowEvent.HeadSigned e -> null;
                });
    }

    private static Sort ofPreparation(WindowEvent.OfPreparation event) {
        return switch (event) {
            case WindowEvent.WindowMoved e -> DATE;
            case WindowEvent.PlanDiffers e -> DATE;
            case WindowEvent.PlanChanged e -> DATE;
            case WindowEvent.ScheduleWarned e -> DATE;
            case WindowEvent.ApprovalsVoided e -> DECISION;
            case WindowEvent.CriterionOverridden e -> DECISION;
            case WindowEvent.MeasurementExpired e -> COURSE;
            case WindowEvent.AvailabilityAsked e -> COURSE;
            case WindowEvent.AvailabilityAnswered e -> COURSE;
        };
    }

    private static Sort ofTrouble(WindowEvent.OfTrouble event) {
        return switch (event) {
            case WindowEvent.FixStarted e -> DECISION;
            case WindowEvent.ProposalDeclined e -> DECISION;
            case WindowEvent.FixRanOut e -> TROUBLE;
            case WindowEvent.OverrunForecast e -> TROUBLE;
            case WindowEvent.MilestoneMissed e -> TROUBLE;
            case WindowEvent.NoReturnPassed e -> TROUBLE;
            case WindowEvent.ProposalMade e -> TROUBLE;
            case WindowEvent.BugReported e -> TROUBLE;
            case WindowEvent.WindowStalled e -> TROUBLE;
            case WindowEvent.StatusMissed e -> TROUBLE;
            case WindowEvent.Escalated e -> CALL;
            case WindowEvent.EscalationAcknowledged e -> CALL;
            case WindowEvent.EscalationDelivered e -> CALL;
        };
    }
}
