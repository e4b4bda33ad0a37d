package io.tidegate.dbagent.journal;

import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The agent's memory of its tasks. What a method has noted is on disk when it returns. Thread-safe. */
public interface Journal extends AutoCloseable {

    Optional<Attempt> attempt(AttemptKey key);

    /** The newest attempt at that step that was ever taken. */
    Optional<Attempt> newest(String window, String step);

    /** Taken and not ended, in the order they came. */
    List<Attempt> unfinished();

    /** Ended, and Kafka does not have the report yet; in the order they ended. */
    List<Attempt> untold();

    void taken(AttemptKey key, Task.RunStep task, Instant at);

    void begun(AttemptKey key, Instant at);

    void cancelled(AttemptKey key, String reason, Instant at);

    void ended(AttemptKey key, Report.OfStep report, Instant at);

    void told(AttemptKey key, Instant at);

    /** The report is wanted again: it is untold until it has been sent once more. */
    void tellAgain(AttemptKey key);

    @Override
    void close();
}
