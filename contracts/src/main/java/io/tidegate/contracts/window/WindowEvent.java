package io.tidegate.contracts.window;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.MessageType;
import io.tidegate.contracts.Payload;
import io.tidegate.contracts.plan.Plan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fact that has happened to a window. Immutable; the window's state is the sum of these and nothing else. */
public sealed interface WindowEvent extends Payload {

    /** What an event about one attempt at a step has in common. */
    sealed interface OfStep extends WindowEvent {
        String step();

        int attempt();
    }

    /**
     * The first event of a window. The plan is inside, so that the log explains itself.
     *
     * @param planHash lower-case hex SHA-256 of the plan's canonical JSON
     * @param wave where the plan makes windows on several targets; null for a window of its own
     */
    @MessageType("tidegate.event.window-scheduled.v1")
    record WindowScheduled(
            Plan plan,
            String planHash,
            Instant startsAt,
            Instant endsAt,
            Instant decisionAt,
            String channel,
            @Nullable Wave wave)
            implements WindowEvent {
        public WindowScheduled(
                Plan plan, String planHash, Instant startsAt, Instant endsAt, Instant decisionAt, String channel) {
            this(plan, planHash, startsAt, endsAt, decisionAt, channel, null);
        }
    }

    /**
     * A wish that was not granted.
     *
     * @param command the wish, as typed: {@code go}, {@code rollback}, …
     * @param code a stable name of the rule that refused it
     * @param reason a sentence for people
     * @param mend what the person can do
     */
    @MessageType("tidegate.event.command-refused.v1")
    record CommandRefused(String command, String code, String reason, String mend) implements WindowEvent {}

    /**
     * A notice is due: the notifier delivers it.
     *
     * @param round 1 for the first time; a notice whose moment comes again goes out again
     */
    @MessageType("tidegate.event.notice-requested.v2")
    record NoticeRequested(String notice, int round) implements WindowEvent {}

    /** A notice that will not go out, and why (for instance a reminder whose time had passed when scheduling). */
    @MessageType("tidegate.event.notice-skipped.v1")
    record NoticeSkipped(String notice, String reason) implements WindowEvent {}

    /**
     * What became of a notice to one audience over one channel.
     *
     * @param round as in {@link NoticeRequested}
     * @param sent addresses that took it
     * @param failed addresses that refused it for good
     * @param uncertain addresses where a crash fell between sending and remembering: not sent again
     * @param detail for people, when not all were sent; never an address
     */
    @MessageType("tidegate.event.notice-delivered.v2")
    record NoticeDelivered(
            String notice,
            int round,
            String audience,
            Plan.Medium medium,
            int sent,
            int failed,
            int uncertain,
            String detail)
            implements WindowEvent {}

    /** The decision point is reached: the prepare steps run, and approvers are asked. */
    @MessageType("tidegate.event.decision-opened.v1")
    record DecisionOpened(Instant deadline) implements WindowEvent {}

    @MessageType("tidegate.event.criterion-attested.v1")
    record CriterionAttested(String criterion, String role) implements WindowEvent {}

    /**
     * One approver said go, in the named role.
     *
     * @param bound what it was given to: see {@link Binding}; null in logs of before approvals were bound
     */
    @MessageType("tidegate.event.approval-given.v1")
    record ApprovalGiven(String role, @Nullable String bound) implements WindowEvent {}

    /** Every approver has approved and every criterion is met: the window opens at its start. */
    @MessageType("tidegate.event.go-decided.v1")
    record GoDecided() implements WindowEvent {}

    @MessageType("tidegate.event.window-postponed.v1")
    record WindowPostponed(String reason) implements WindowEvent {}

    @MessageType("tidegate.event.window-cancelled.v1")
    record WindowCancelled(String reason) implements WindowEvent {}

    /** The window is in progress. */
    @MessageType("tidegate.event.window-opened.v1")
    record WindowOpened() implements WindowEvent {}

    /** A step is handed to the agent. */
    @MessageType("tidegate.event.step-requested.v1")
    record StepRequested(String step, int attempt, Instant deadline) implements OfStep {}

    @MessageType("tidegate.event.step-started.v1")
    record StepStarted(String step, int attempt) implements OfStep {}

    /** @param percent 0 to 100, or null where the work cannot say */
    @MessageType("tidegate.event.step-progressed.v1")
    record StepProgressed(
            String step, int attempt, @Nullable Integer percent, String doing) implements OfStep {}

    /** See {@code Report.StepWarned}. */
    @MessageType("tidegate.event.step-warned.v1")
    record StepWarned(String step, int attempt, String code, String text) implements OfStep {}

    @MessageType("tidegate.event.step-succeeded.v1")
    record StepSucceeded(String step, int attempt, long durationMs, List<Fact> evidence) implements OfStep {}

    /**
     * @param code a stable name of what went wrong: the agent's, or {@code time-limit}
     * @param reason a sentence for people
     */
    @MessageType("tidegate.event.step-failed.v1")
    record StepFailed(String step, int attempt, String code, String reason, List<Fact> evidence) implements OfStep {}

    /** The step need not run: for instance a rollback step for something that was never begun. */
    @MessageType("tidegate.event.step-skipped.v1")
    record StepSkipped(String step, String reason) implements WindowEvent {}

    @MessageType("tidegate.event.window-held.v1")
    record WindowHeld(String reason) implements WindowEvent {}

    @MessageType("tidegate.event.window-resumed.v1")
    record WindowResumed() implements WindowEvent {}

    /** The status line of the cadence: nothing else was heard for as long as the plan allows. */
    @MessageType("tidegate.event.status-reported.v1")
    record StatusReported(String status, String doing, String next) implements WindowEvent {}

    /** The planned end has passed and work goes on. */
    @MessageType("tidegate.event.window-overran.v1")
    record WindowOverran(Instant plannedEnd) implements WindowEvent {}

    /**
     * An approver has moved the planned end.
     *
     * @param endsAt the new one
     */
    @MessageType("tidegate.event.window-extended.v1")
    record WindowExtended(Instant endsAt, String reason) implements WindowEvent {}

    /** A step failed and the plan leaves the choice to a person. */
    @MessageType("tidegate.event.person-needed.v1")
    record PersonNeeded(String reason, List<String> choices) implements WindowEvent {}

    /** @param rung the step of the rollback that a person chose to put the database back; null for the plan's order */
    @MessageType("tidegate.event.rollback-started.v1")
    record RollbackStarted(String reason, @Nullable String rung) implements WindowEvent {}

    /** The application is open again on the migrated database; thresholds are watched until {@code watchUntil}. */
    @MessageType("tidegate.event.window-reopened.v1")
    record WindowReopened(Instant watchUntil, long downtimeMs) implements WindowEvent {}

    @MessageType("tidegate.event.window-completed.v1")
    record WindowCompleted() implements WindowEvent {}

    @MessageType("tidegate.event.window-rolled-back.v1")
    record WindowRolledBack(long downtimeMs) implements WindowEvent {}

    /** The agent of the window's target has not been heard. */
    @MessageType("tidegate.event.agent-went-silent.v1")
    record AgentWentSilent(String target, Instant lastHeard) implements WindowEvent {}

    @MessageType("tidegate.event.agent-came-back.v1")
    record AgentCameBack(String target) implements WindowEvent {}

    /**
     * The orchestrator's signature under the log up to and including {@code upTo}.
     *
     * @param upTo a sequence number
     * @param hash that event's hash
     * @param key the id of the signing key: the first 16 hex digits of the SHA-256 of its raw 32-byte public key
     * @param signature base64 (RFC 4648, padded) Ed25519 signature; see docs/event-log.md for the signed bytes
     */
    @MessageType("tidegate.event.head-signed.v1")
    record HeadSigned(long upTo, String hash, String key, String signature) implements WindowEvent {}

    /** What prepares a window, until it opens. */
    sealed interface OfPreparation extends WindowEvent {}

    /**
     * A new date: what was measured, attested and approved was for the old one.
     *
     * @param decisionAt when the decision opens now
     */
    @MessageType("tidegate.event.window-moved.v1")
    record WindowMoved(Instant startsAt, Instant endsAt, Instant decisionAt, String reason) implements OfPreparation {}

    /** What there is to think about in the window's date: people in two windows, clocks that change. */
    @MessageType("tidegate.event.schedule-warned.v1")
    record ScheduleWarned(String code, String text) implements OfPreparation {}

    /**
     * The plan's file is not any more what the window was scheduled with. The window keeps its plan; approvals are void.
     *
     * @param planHash of what the file says now
     */
    @MessageType("tidegate.event.plan-differs.v1")
    record PlanDiffers(String planHash) implements OfPreparation {}

    /** The window takes over the plan as its file says it now; what was measured, attested and approved is void. */
    @MessageType("tidegate.event.plan-changed.v1")
    record PlanChanged(Plan plan, String planHash) implements OfPreparation {}

    /** What was approved is not any more what would be done. */
    @MessageType("tidegate.event.approvals-voided.v1")
    record ApprovalsVoided(String reason) implements OfPreparation {}

    /** The window may go without this criterion, by leave of a role that the plan names for it. */
    @MessageType("tidegate.event.criterion-overridden.v1")
    record CriterionOverridden(String criterion, String role, String reason) implements OfPreparation {}

    /** A step's success has become too old to count for a criterion: the step is to be run again. */
    @MessageType("tidegate.event.measurement-expired.v1")
    record MeasurementExpired(String step) implements OfPreparation {}

    /**
     * Somebody is asked whether they will be there.
     *
     * @param person the chat user's id
     */
    @MessageType("tidegate.event.availability-asked.v1")
    record AvailabilityAsked(String role, String person) implements OfPreparation {}

    /** @param reason why not; empty for yes */
    @MessageType("tidegate.event.availability-answered.v1")
    record AvailabilityAnswered(String role, boolean available, String reason) implements OfPreparation {}

    /** What goes otherwise than planned, and what people do about it. */
    sealed interface OfTrouble extends WindowEvent {}

    /**
     * People have until then to mend what failed and try it again.
     *
     * @param thenRollBack the plan rolls back when that time is over; else people are asked again
     */
    @MessageType("tidegate.event.fix-started.v1")
    record FixStarted(Instant until, boolean thenRollBack, String reason) implements OfTrouble {}

    /** The time to mend is over, and what comes now people decide. */
    @MessageType("tidegate.event.fix-ran-out.v1")
    record FixRanOut() implements OfTrouble {}

    /**
     * By the times of its steps the window will not be open again by its planned end.
     *
     * @param forecastEnd when it will be, as far as anybody can tell
     */
    @MessageType("tidegate.event.overrun-forecast.v1")
    record OverrunForecast(Instant forecastEnd, Instant plannedEnd) implements OfTrouble {}

    /** A step is not done by the moment that the plan names for it. */
    @MessageType("tidegate.event.milestone-missed.v1")
    record MilestoneMissed(String step, Instant by, Instant forecastEnd) implements OfTrouble {}

    /** A rollback that begins now ends after the planned end. */
    @MessageType("tidegate.event.no-return-passed.v1")
    record NoReturnPassed(Instant plannedEnd) implements OfTrouble {}

    /**
     * People are asked what to do, while the window goes on as it does.
     *
     * @param choices words of commands
     */
    @MessageType("tidegate.event.proposal-made.v1")
    record ProposalMade(String reason, List<String> choices) implements OfTrouble {}

    /** Somebody has looked at the proposal and lets the window go on. */
    @MessageType("tidegate.event.proposal-declined.v1")
    record ProposalDeclined(String reason) implements OfTrouble {}

    /**
     * Somebody has found a fault in what users have now.
     *
     * @param share of the users, in percent, that it affects; null where nobody knows
     * @param corruption data is being damaged
     */
    @MessageType("tidegate.event.bug-reported.v1")
    record BugReported(@Nullable Integer share, boolean corruption, String text) implements OfTrouble {}

    /**
     * No progress for as long as the plan's watchdog waits.
     *
     * @param step the one that blocks; null between two steps
     * @param since the last progress
     */
    @MessageType("tidegate.event.window-stalled.v1")
    record WindowStalled(@Nullable String step, Instant since, List<String> choices) implements OfTrouble {}

    /**
     * Nobody has answered a question for so long that others are called: see {@link Question}.
     *
     * @param question its id
     * @param level 1 for the first
     * @param text what is asked, for those who are called
     */
    @MessageType("tidegate.event.escalated.v1")
    record Escalated(String question, int level, List<String> roles, List<Plan.Reach> channels, String text)
            implements OfTrouble {}

    /** Somebody takes care of it: no further level is called for this question. */
    @MessageType("tidegate.event.escalation-acknowledged.v1")
    record EscalationAcknowledged(String question) implements OfTrouble {}

    /** @param detail for people, when not all were reached; never an address */
    @MessageType("tidegate.event.escalation-delivered.v1")
    record EscalationDelivered(String question, int level, Plan.Reach channel, int sent, int failed, String detail)
            implements OfTrouble {}

    /**
     * A status line came later than the plan allows.
     *
     * @param due when the channel should have heard
     */
    @MessageType("tidegate.event.status-missed.v1")
    record StatusMissed(Instant due, long lateMs) implements OfTrouble {}

    /** What is looked after once the window is over. */
    sealed interface OfAftermath extends WindowEvent {}

    /** A role is to look after it now. */
    @MessageType("tidegate.event.follow-up-due.v1")
    record FollowUpDue(String followUp) implements OfAftermath {}

    @MessageType("tidegate.event.follow-up-done.v1")
    record FollowUpDone(String followUp, String role, String note) implements OfAftermath {}

    /** Everything that was to be looked after is done: nothing is open any more. */
    @MessageType("tidegate.event.window-closed.v1")
    record WindowClosed() implements OfAftermath {}
}
