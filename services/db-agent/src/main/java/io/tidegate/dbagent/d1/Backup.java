package io.tidegate.dbagent.d1;

import io.tidegate.dbagent.backup.BackupManifest;
import io.tidegate.dbagent.backup.WindowBackup;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * SQLite's online backup of a local database, Wrangler's export of a remote one; looked through by SQLite, counted and
 * hashed. Found half done, it begins anew; a backup that is whole and intact counts.
 */
final class Backup implements D1Kind {
    /** SQLite's. */
    private static final int VERSION = 3;

    @Override
    public StepResult run(D1Run run) throws D1Exception, IOException, InterruptedException {
        WindowBackup backup = run.backup();
        Optional<BackupManifest> before = backup.manifest();
        if (run.request().halfDone() && before.isPresent()) {
            run.doing("checking the backup that an interrupted run has left");
            if (backup.fault(before.get()).isEmpty()) {
                return WindowBackup.found(before.get());
            }
        }
        backup.clear();
        Instant started = run.clock().instant();
        Dump dump = Dump.take(run, backup.directory());
        return backup.seal(run.d1().name(), VERSION, dump.snapshot(), started, dump.content(), List.of());
    }
}
