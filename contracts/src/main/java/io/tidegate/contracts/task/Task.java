package io.tidegate.contracts.task;

import io.tidegate.contracts.MessageType;
import io.tidegate.contracts.Payload;
import io.tidegate.contracts.plan.Work;
import java.time.Instant;

/**
 * What the orchestrator hands to the agent of one target. It carries no shell line, no SQL and no secret: the agent
 * resolves the names in {@link Work} in its own configuration.
 */
public sealed interface Task extends Payload {

    String step();

    /** The fence: a report of an older attempt changes nothing. Starts at 1. */
    int attempt();

    /**
     * @param plan the plan's name
     * @param deadline after which the orchestrator takes the attempt as failed
     */
    @MessageType("tidegate.task.run-step.v1")
    record RunStep(String plan, String target, String step, int attempt, Instant deadline, Work work) implements Task {}

    /** Ends the named attempt where it stands; the agent answers with a report about what it left. */
    @MessageType("tidegate.task.cancel-step.v1")
    record CancelStep(String target, String step, int attempt, String reason) implements Task {}
}
