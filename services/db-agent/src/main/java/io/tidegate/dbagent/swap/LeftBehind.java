package io.tidegate.dbagent.swap;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.access.ModifiedRows;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What users wrote after the reopening, which going back leaves behind in the failed database. Shown to a person before
 * it is done: a later attempt is that person's answer.
 *
 * @param rows changes of rows that were shown
 * @param attempt that showed them
 */
record LeftBehind(long rows, int attempt) {
    private static final String RECORD = "left-behind";

    /** @param facts get what is left behind */
    static Optional<StepResult> refusal(
            TargetServer server, WindowRecords records, StepRequest request, List<Fact> facts)
            throws SQLException, IOException {
        Optional<ModifiedRows.Writes> writes = ModifiedRows.sinceReopening(server, records);
        if (writes.isEmpty()) {
            return Optional.empty();
        }
        ModifiedRows.Writes since = writes.get();
        facts.add(Fact.number("row-changes-left-behind", since.rows(), "rows"));
        Optional<LeftBehind> shown = records.read(RECORD, LeftBehind.class);
        boolean answered =
                shown.filter(before -> before.attempt() < request.attempt()).isPresent();
        if (since.rows() == 0 || answered) {
            return Optional.empty();
        }
        if (shown.isEmpty()) {
            records.write(RECORD, new LeftBehind(since.rows(), request.attempt()));
        }
        return Optional.of(new StepResult.Failed(
                "writes-since-reopening",
                "users have changed " + since.rows() + " rows in at most " + since.transactions()
                        + " transactions since the database was reopened at " + since.since()
                        + "; going back leaves them behind in the failed database. Resume to go back all the same, or"
                        + " keep the database and mend it",
                List.copyOf(facts)));
    }
}
