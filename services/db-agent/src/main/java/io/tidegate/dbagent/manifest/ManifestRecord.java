package io.tidegate.dbagent.manifest;

import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The target's manifest as a window found it, beside the backup. */
public record ManifestRecord(DatabaseManifest manifest) {
    private static final String NAME = "database-manifest";

    /** Only the first time in a window: later the migration may have changed it. */
    public static void keep(TargetServer server, WindowRecords records) throws SQLException, IOException {
        if (read(records).isEmpty()) {
            try (Connection connection = server.maintenance()) {
                records.write(NAME, new ManifestRecord(ManifestReader.read(connection, server.name())));
            }
        }
    }

    public static Optional<DatabaseManifest> read(WindowRecords records) throws IOException {
        return records.read(NAME, ManifestRecord.class).map(ManifestRecord::manifest);
    }
}
