package io.tidegate.dbagent.swap;

import io.tidegate.dbagent.manifest.DatabaseManifest;
import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The safety copy of a window. Written before the copying begins, and again when it is whole.
 *
 * @param madeAt when it was whole, or null while it is not
 * @param walPosition of the server when it was whole, or null
 */
record SafetyCopyRecord(
        String copy,
        DatabaseManifest manifest,
        @Nullable Instant madeAt,
        @Nullable String walPosition) {
    private static final String NAME = "safety-copy";

    static Optional<SafetyCopyRecord> read(WindowRecords records) throws IOException {
        return records.read(NAME, SafetyCopyRecord.class);
    }

    void write(WindowRecords records) throws IOException {
        records.write(NAME, this);
    }

    boolean isWhole() {
        return madeAt != null;
    }
}
