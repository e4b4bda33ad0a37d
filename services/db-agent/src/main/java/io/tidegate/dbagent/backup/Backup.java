package io.tidegate.dbagent.backup;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.PostgresPrograms;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.manifest.ManifestRecord;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.Privilege;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
        var backup = new WindowBackup(config, records, request.window(), clock);
        Optional<BackupManifest> before = backup.manifest();
        if (request.halfDone() && before.isPresent()) {
            progress.doing(null, "checking the backup that an interrupted run has left");
            if (backup.fault(before.get()).isEmpty()) {
                return WindowBackup.found(before.get());
            }
        }
        backup.clear();
        return make(request, records, backup, progress);
    }

    private StepResult make(StepRequest request, WindowRecords records, WindowBackup backup, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        Instant started = clock.instant();
        var dump = new SnapshotDump(server, programs, backup.directory(), records.path("pg_dump.log"));
        int jobs = ((Work.Backup) request.work()).jobs();
        return switch (dump.take(jobs, Duration.between(started, request.deadline()), progress)) {
            case SnapshotDump.Taken.Failed(String code, String reason) ->
                new StepResult.Failed(code, reason, List.of());
            case SnapshotDump.Taken.Whole(int version, String snapshot, List<String> roles, Content content) -> {
                progress.doing(null, "hashing the files of the backup");
                yield backup.seal(server.name(), version, snapshot, started, content, roles);
            }
        };
    }
}
