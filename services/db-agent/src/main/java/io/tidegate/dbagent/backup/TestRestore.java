package io.tidegate.dbagent.backup;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.database.PostgresPrograms;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Restores this window's backup into a scratch database and compares every table, row for row by hash, with what was
 * counted under the dump's own snapshot. Found half done, it begins anew.
 */
public final class TestRestore implements StepKind {
    private static final int DIFFERENCES_TOLD = 10;

    private final TargetServer server;
    private final PostgresPrograms programs;
    private final Path home;
    private final Clock clock;

    public TestRestore(TargetServer server, PostgresPrograms programs, Path home, Clock clock) {
        this.server = server;
        this.programs = programs;
        this.home = home;
        this.clock = clock;
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        WindowRecords records = WindowRecords.of(home, request.window());
        Optional<BackupManifest> manifest = BackupManifest.read(records);
        if (manifest.isEmpty()) {
            return failed("no-backup", "this window has no whole backup to restore: run its backup step again");
        }
        Path directory = records.path(BackupManifest.DIRECTORY);
        progress.doing(null, "checking the files of the backup");
        Optional<String> fault = DumpFiles.fault(directory, manifest.get().files());
        if (fault.isPresent()) {
            return failed("backup-damaged", fault.get());
        }
        try (var scratch = ScratchDatabase.create(server, request.window(), "restore")) {
            progress.doing(null, "restoring");
            long start = System.nanoTime();
            int jobs = ((Work.TestRestore) request.work()).jobs();
            String complaint = Restore.run(
                    programs,
                    scratch,
                    directory,
                    jobs,
                    records.path("pg_restore.log"),
                    Duration.between(clock.instant(), request.deadline()));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return complaint == null
                    ? compare(manifest.get(), scratch, took, progress)
                    : failed("restore-failed", complaint);
        }
    }

    private static StepResult compare(
            BackupManifest manifest, ScratchDatabase scratch, Duration took, StepProgress progress)
            throws SQLException, InterruptedException {
        Content restored;
        try (Connection connection = scratch.connect()) {
            ContentReader.prepare(connection);
            restored = ContentReader.read(connection, progress);
        }
        List<Fact> facts = List.of(
                Fact.number("restore-time", took.toMillis(), "ms"),
                Fact.number("tables-equal", restored.tables().size(), "tables"),
                Fact.number("rows-equal", restored.rows(), "rows"));
        List<String> differences = manifest.content().differences(restored);
        if (differences.isEmpty()) {
            return new StepResult.Succeeded(facts);
        }
        String told =
                String.join("; ", differences.stream().limit(DIFFERENCES_TOLD).toList());
        return new StepResult.Failed(
                "not-equal",
                "the restored backup is not what was dumped: " + told,
                List.of(Fact.number("differences", differences.size(), "differences")));
    }

    private static StepResult failed(String code, String reason) {
        return new StepResult.Failed(code, reason, List.of());
    }
}
