package io.tidegate.dbagent.backup;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.record.DurableFiles;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The backup of one window: begun anew, sealed when all of it is on disk, looked at before it is used. */
public final class WindowBackup {
    private final AgentConfig config;
    private final WindowRecords records;
    private final String window;
    private final Clock clock;

    public WindowBackup(AgentConfig config, WindowRecords records, String window, Clock clock) {
        this.config = config;
        this.records = records;
        this.window = window;
        this.clock = clock;
    }

    /** Where its files are. */
    public Path directory() {
        return records.path(BackupManifest.DIRECTORY);
    }

    /** Empty where there is none, or none that was finished. */
    public Optional<BackupManifest> manifest() throws IOException {
        return BackupManifest.read(records);
    }

    /** What is wrong with signature or files, in a sentence; empty when all is as it was written. */
    public Optional<String> fault(BackupManifest manifest) throws IOException {
        return DumpFiles.fault(records, manifest);
    }

    /** Removes what an earlier run has left; the directory is not there afterwards. */
    public void clear() throws IOException {
        BackupManifest.remove(records);
        DurableFiles.delete(directory());
    }

    /**
     * What is in the directory is whole: hashes and flushes it, signs its manifest, and removes backups that the
     * configuration keeps no longer.
     *
     * @param version of the database's server, as it numbers itself
     * @param snapshot what the files and the content were taken under
     * @param roles that the files name and do not make
     */
    public StepResult seal(
            String database, int version, String snapshot, Instant started, Content content, List<String> roles)
            throws IOException {
        Path settings = records.path(BackupManifest.DATABASE);
        var manifest = new BackupManifest(
                window,
                database,
                version,
                snapshot,
                started,
                clock.instant(),
                DumpFiles.seal(directory()),
                content,
                roles,
                Files.exists(settings) ? DumpFiles.sealed(settings) : null);
        manifest.write(records, config.home());
        return succeeded(manifest, removeOld());
    }

    /** A whole, intact backup counts. */
    public static StepResult found(BackupManifest manifest) {
        return succeeded(manifest, List.of());
    }

    /** A test restore has found all of it equal. */
    public void verified(BackupManifest manifest) throws IOException {
        LocalBackups.Verified.write(records, manifest, clock.instant());
    }

    private List<String> removeOld() throws IOException {
        var backups = new LocalBackups(config.home());
        List<String> removed = new ArrayList<>();
        for (Retention.Kept each : Retention.removable(backups.kept(), config.backups(), clock.instant(), window)) {
            backups.remove(each.window());
            removed.add(each.window());
        }
        return removed;
    }

    private static StepResult succeeded(BackupManifest manifest, List<String> removed) {
        List<Fact> facts = new ArrayList<>(List.of(
                Fact.number("backup-bytes", manifest.bytes(), "bytes"),
                Fact.number("backup-files", manifest.files().size(), "files"),
                Fact.number("tables", manifest.content().tables().size(), "tables"),
                Fact.number("rows", manifest.content().rows(), "rows"),
                Fact.text("backup-sha256", manifest.digest())));
        removed.forEach(each -> facts.add(Fact.text("removed-backup", each)));
        return new StepResult.Succeeded(facts);
    }
}
