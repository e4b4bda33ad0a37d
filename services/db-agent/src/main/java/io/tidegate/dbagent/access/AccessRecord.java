package io.tidegate.dbagent.access;

import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the target let sessions in before it was closed. There from before the first change until it is open again.
 *
 * @param byLimit closed by a connection limit of 0, and not by taking passes
 * @param passes who might connect; empty where the limit closes
 * @param connectionLimit as {@code pg_database.datconnlimit}; -1 for none
 * @param allowConnections as {@code pg_database.datallowconn}
 */
public record AccessRecord(
        int connectionLimit, boolean allowConnections, boolean byLimit, List<Fence.Pass> passes, Instant closedAt) {
    private static final String NAME = "access";

    public static Optional<AccessRecord> read(WindowRecords records) throws IOException {
        return records.read(NAME, AccessRecord.class);
    }

    void write(WindowRecords records) throws IOException {
        records.write(NAME, this);
    }

    static void remove(WindowRecords records) throws IOException {
        records.remove(NAME);
    }
}
