package io.tidegate.dbagent.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.task.Task;
import java.time.Instant;

/** One line of the journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalEntry.Taken.class, name = "taken"),
    @JsonSubTypes.Type(value = JournalEntry.Begun.class, name = "begun"),
    @JsonSubTypes.Type(value = JournalEntry.Cancelled.class, name = "cancelled"),
    @JsonSubTypes.Type(value = JournalEntry.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = JournalEntry.Told.class, name = "told"),
})
public sealed interface JournalEntry {
    AttemptKey key();

    Instant at();

    /** The task is the agent's now. Written before Kafka hears that it was read. */
    record Taken(AttemptKey key, Instant at, Task.RunStep task) implements JournalEntry {}

    /** The work may have begun from here on. */
    record Begun(AttemptKey key, Instant at) implements JournalEntry {}

    /** A person or the orchestrator wants this attempt to end. */
    record Cancelled(AttemptKey key, Instant at, String reason) implements JournalEntry {}

    /**
     * The work has ended. Written before the report is sent.
     *
     * @param report {@code Report.StepSucceeded} or {@code Report.StepFailed}, with its type's name
     */
    record Ended(AttemptKey key, Instant at, String type, JsonNode report) implements JournalEntry {}

    /** Kafka has the report. */
    record Told(AttemptKey key, Instant at) implements JournalEntry {}
}
