package io.tidegate.dbagent.task;

import io.tidegate.contracts.report.Report;
import io.tidegate.dbagent.journal.AttemptKey;

/** Where reports go. */
public interface Reports {
    /** On its way when this returns; it may be lost. */
    void mention(AttemptKey key, Report.OfStep report);

    /** Kept by Kafka when this returns true; to be told again when false. */
    boolean tell(AttemptKey key, Report.OfStep report) throws InterruptedException;

    /** The agent is alive. It may be lost. */
    void beat(Report.AgentBeat beat);
}
