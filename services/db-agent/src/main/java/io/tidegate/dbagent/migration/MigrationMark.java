package io.tidegate.dbagent.migration;

import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.time.Instant;

/** The migration of a window may have begun: from here on the database is not what it was. */
public record MigrationMark(Instant at) {
    private static final String NAME = "migration-begun";

    public static boolean isSet(WindowRecords records) throws IOException {
        return records.read(NAME, MigrationMark.class).isPresent();
    }

    static void set(WindowRecords records, Instant at) throws IOException {
        if (!isSet(records)) {
            records.write(NAME, new MigrationMark(at));
        }
    }
}
