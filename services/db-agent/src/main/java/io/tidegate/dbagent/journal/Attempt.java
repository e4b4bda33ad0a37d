package io.tidegate.dbagent.journal;

import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.task.Task;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the journal says of an attempt.
 *
 * @param begun the work may have begun
 * @param cancelled why it should end, or null
 * @param report how it ended, or null while nobody knows
 * @param endedAt when it ended, or null
 * @param told Kafka has the report
 */
public record Attempt(
        AttemptKey key,
        Task.RunStep task,
        boolean begun,
        @Nullable String cancelled,
        Report.@Nullable OfStep report,
        @Nullable Instant endedAt,
        boolean told) {

    static Attempt taken(AttemptKey key, Task.RunStep task) {
        return new Attempt(key, task, false, null, null, null, false);
    }

    Attempt afterBegin() {
        return new Attempt(key, task, true, cancelled, report, endedAt, told);
    }

    Attempt afterCancel(String reason) {
        return new Attempt(key, task, begun, reason, report, endedAt, told);
    }

    Attempt afterEnd(Report.OfStep how, Instant at) {
        return new Attempt(key, task, begun, cancelled, how, at, false);
    }

    Attempt afterTelling(boolean isTold) {
        return new Attempt(key, task, begun, cancelled, report, endedAt, isTold);
    }

    public boolean hasEnded() {
        return report != null;
    }

    /** It was begun, and nobody knows how it ended. */
    public boolean isHalfDone() {
        return begun && report == null;
    }
}
