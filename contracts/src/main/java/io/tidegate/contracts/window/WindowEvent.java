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
     */
    @MessageType("tidegate.event.window-scheduled.v1")
    record WindowScheduled(
            Plan plan, String planHash, Instant startsAt, Instant endsAt, Instant decisionAt, String channel)
            implements WindowEvent {}

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

    /** A notice is due: the notifier delivers it. */
    @MessageType("tidegate.event.notice-requested.v1")
    record NoticeRequested(String notice) implements WindowEvent {}

    /** A notice that will not go out, and why (for instance a reminder whose time had passed when scheduling). */
    @MessageType("tidegate.event.notice-skipped.v1")
    record NoticeSkipped(String notice, String reason) implements WindowEvent {}

    /**
     * What became of a notice to one audience over one channel.
     *
     * @param sent addresses that took it
     * @param failed addresses that refused it for good
     * @param uncertain addresses where a crash fell between sending and remembering: not sent again
     * @param detail for people, when not all were sent; never an address
     */
    @MessageType("tidegate.event.notice-delivered.v1")
    record NoticeDelivered(
            String notice, String audience, Plan.Medium medium, int sent, int failed, int uncertain, String detail)
            implements WindowEvent {}

    /** The decision point is reached: the prepare steps run, and approvers are asked. */
    @MessageType("tidegate.event.decision-opened.v1")
    record DecisionOpened(Instant deadline) implements WindowEvent {}

    @MessageType("tidegate.event.criterion-attested.v1")
    record CriterionAttested(String criterion, String role) implements WindowEvent {}

    /** One approver said go, in the named role. */
    @MessageType("tidegate.event.approval-given.v1")
    record ApprovalGiven(String role) implements WindowEvent {}

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

    @MessageType("tidegate.event.rollback-started.v1")
    record RollbackStarted(String reason) implements WindowEvent {}

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
}
