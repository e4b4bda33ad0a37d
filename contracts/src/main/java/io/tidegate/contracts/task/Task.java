package io.tidegate.contracts.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidegate.contracts.MessageType;
import io.tidegate.contracts.Payload;
import io.tidegate.contracts.plan.Work;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

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
     * @param opening of the window; null in tasks from before it was said
     */
    @MessageType("tidegate.task.run-step.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RunStep(
            String plan,
            String target,
            String step,
            int attempt,
            Instant deadline,
            Work work,
            @Nullable Opening opening)
            implements Task {

        /**
         * When the window opens, or has opened.
         *
         * @param zone whose times people read
         */
        public record Opening(Instant start, ZoneId zone) {}
    }

    /** Ends the named attempt where it stands; the agent answers with a report about what it left. */
    @MessageType("tidegate.task.cancel-step.v1")
    record CancelStep(String target, String step, int attempt, String reason) implements Task {}
}
