package io.tidegate.dbagent.backup;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.PostgresPrograms;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.manifest.ManifestRecord;
import io.tidegate.dbagent.record.DurableFiles;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.Privilege;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A directory-format dump under an exported snapshot, beside a count and a hash of every table under the same snapshot.
 * Found half done, it begins anew; a backup that is whole and intact counts.
 */
public final class Backup implements StepKind {
    private final TargetServer server;
    private final PostgresPrograms programs;
    private final AgentConfig config;
    private final Clock clock;

    public Backup(TargetServer server, PostgresPrograms programs, AgentConfig config, Clock clock) {
        this.server = server;
        this.programs = programs;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Set<Privilege> needs(Work work) {
        return Set.of(Privilege.READ, Privilege.MONITOR);
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        WindowRecords records = WindowRecords.of(config.home(), request.window());
        ManifestRecord.keep(server, records);
        Optional<BackupManifest> before = BackupManifest.read(records);
        if (request.halfDone() && before.isPresent()) {
            progress.doing(null, "checking the backup that an interrupted run has left");
            if (DumpFiles.fault(records, before.get()).isEmpty()) {
                return succeeded(before.get(), List.of());
            }
        }
        BackupManifest.remove(records);
        DurableFiles.delete(records.path(BackupManifest.DIRECTORY));
        return make(request, records, progress);
    }

    private StepResult make(StepRequest request, WindowRecords records, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        Instant started = clock.instant();
        Path directory = records.path(BackupManifest.DIRECTORY);
        var dump = new SnapshotDump(server, programs, directory, records.path("pg_dump.log"));
        int jobs = ((Work.Backup) request.work()).jobs();
        switch (dump.take(jobs, Duration.between(started, request.deadline()), progress)) {
            case SnapshotDump.Taken.Failed(String code, String reason) -> {
                return new StepResult.Failed(code, reason, List.of());
            }
            case SnapshotDump.Taken.Whole(int version, String snapshot, List<String> roles, Content content) -> {
                progress.doing(null, "hashing the files of the backup");
                var manifest = new BackupManifest(
                        request.window(),
                        server.name(),
                        version,
                        snapshot,
                        started,
                        clock.instant(),
                        DumpFiles.seal(directory),
                        content,
                        roles,
                        DumpFiles.sealed(records.path(BackupManifest.DATABASE)));
                manifest.write(records, config.home());
                return succeeded(manifest, removeOld(request.window()));
            }
        }
    }

    /** What the configuration keeps no longer. */
    private List<String> removeOld(String window) throws IOException {
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
