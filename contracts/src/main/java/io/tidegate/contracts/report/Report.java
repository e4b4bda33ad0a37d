package io.tidegate.contracts.report;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.MessageType;
import io.tidegate.contracts.Payload;
import io.tidegate.contracts.plan.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an agent says about a task, or the notifier about a notice. */
public sealed interface Report extends Payload {

    /** A report about one attempt at a step. */
    sealed interface OfStep extends Report {
        String step();

        int attempt();
    }

    @MessageType("tidegate.report.step-started.v1")
    record StepStarted(String step, int attempt) implements OfStep {}

    /** @param percent 0 to 100, or null where the work cannot say */
    @MessageType("tidegate.report.step-progressed.v1")
    record StepProgressed(
            String step, int attempt, @Nullable Integer percent, String doing) implements OfStep {}

    /**
     * Something that people should know while the step goes on.
     *
     * @param code a stable name of it; {@code slower-than-rehearsed} or {@code stronger-lock-than-rehearsed}
     * @param text a sentence with both figures
     */
    @MessageType("tidegate.report.step-warned.v1")
    record StepWarned(String step, int attempt, String code, String text) implements OfStep {}

    @MessageType("tidegate.report.step-succeeded.v1")
    record StepSucceeded(String step, int attempt, long durationMs, List<Fact> evidence) implements OfStep {}

    /**
     * @param code a stable name of what went wrong; {@code interrupted} when the agent found the step half done after a
     *     restart and cannot safely go on; {@code cancelled} after a cancel
     */
    @MessageType("tidegate.report.step-failed.v1")
    record StepFailed(String step, int attempt, String code, String reason, List<Fact> evidence) implements OfStep {}

    /** Sent every five seconds, keyed by target. @param running the steps at work, as {@code window/step/attempt} */
    @MessageType("tidegate.report.agent-beat.v1")
    record AgentBeat(String target, String version, List<String> running) implements Report {}

    /** See {@code WindowEvent.NoticeDelivered}. */
    @MessageType("tidegate.report.notice-delivered.v2")
    record NoticeDelivered(
            String notice,
            int round,
            String audience,
            Plan.Medium medium,
            int sent,
            int failed,
            int uncertain,
            String detail)
            implements Report {}

    /** See {@code WindowEvent.EscalationDelivered}. */
    @MessageType("tidegate.report.escalation-delivered.v1")
    record EscalationDelivered(String question, int level, Plan.Reach channel, int sent, int failed, String detail)
            implements Report {}
}
