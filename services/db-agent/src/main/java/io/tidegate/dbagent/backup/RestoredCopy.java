package io.tidegate.dbagent.backup;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.database.DataDisk;
import io.tidegate.dbagent.database.PostgresPrograms;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A window's backup, restored into a scratch database and compared row for row with what was dumped. */
public final class RestoredCopy {
    private static final int DIFFERENCES_TOLD = 10;

    private final TargetServer server;
    private final PostgresPrograms programs;
    private final WindowRecords records;
    private final String window;
    private final String purpose;

    /** @param purpose one word; a window has at most one copy for each */
    public RestoredCopy(
            TargetServer server, PostgresPrograms programs, WindowRecords records, String window, String purpose) {
        this.server = server;
        this.programs = programs;
        this.records = records;
        this.window = window;
        this.purpose = purpose;
    }

    public String name() {
        return ScratchDatabase.nameOf(server, window, purpose);
    }

    /** Makes it anew, for nothing but the comparison: without a log, which a crash would need. */
    StepResult makeToCompare(int jobs, Duration limit, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        return make(
                Restore::runUnlogged,
                () -> ScratchDatabase.create(server, window, purpose),
                jobs,
                limit,
                null,
                progress);
    }

    /** Makes it anew. It stays, also when it is not equal, until {@link #drop} or somebody takes it. */
    public StepResult make(int jobs, Duration limit, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        return make(Restore::run, () -> ScratchDatabase.create(server, window, purpose), jobs, limit, null, progress);
    }

    /**
     * Into a database of that name, which must not be there; the target need not be there either.
     *
     * @param signer whose signature counts; null for the agent's own, as {@link BackupSeal} has it
     */
    StepResult makeAs(String database, int jobs, Duration limit, @Nullable PublicKey signer, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        return make(
                Restore::run, () -> ScratchDatabase.createAs(server, window, database), jobs, limit, signer, progress);
    }

    private interface Restoring {
        @Nullable
        String run(PostgresPrograms programs, ScratchDatabase scratch, Path dump, int jobs, Path log, Duration limit)
                throws IOException, InterruptedException, SQLException;
    }

    private interface Making {
        ScratchDatabase make() throws SQLException;
    }

    private StepResult make(
            Restoring restoring,
            Making making,
            int jobs,
            Duration limit,
            @Nullable PublicKey signer,
            StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        Optional<BackupManifest> manifest = BackupManifest.read(records);
        if (manifest.isEmpty()) {
            return failed("no-backup", "this window has no whole backup to restore: run its backup step again");
        }
        Path directory = records.path(BackupManifest.DIRECTORY);
        progress.doing(null, "checking the files of the backup");
        Optional<String> fault = DumpFiles.fault(records, manifest.get(), signer);
        if (fault.isPresent()) {
            return failed("backup-damaged", fault.get());
        }
        Optional<String> shortage = DataDisk.shortageForCopy(server, "the restored copy");
        if (shortage.isPresent()) {
            return failed("disk-full", shortage.get());
        }
        ScratchDatabase scratch = making.make();
        progress.doing(null, "restoring");
        long start = System.nanoTime();
        String complaint =
                restoring.run(programs, scratch, directory, jobs, records.path(purpose + "-pg_restore.log"), limit);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return complaint == null
                ? compare(manifest.get(), scratch, took, progress)
                : failed("restore-failed", complaint);
    }

    public void drop() throws SQLException {
        ScratchDatabase.dropOf(server, window, purpose);
    }

    private static StepResult compare(
            BackupManifest manifest, ScratchDatabase scratch, Duration took, StepProgress progress)
            throws SQLException, InterruptedException {
        Content restored;
        try (Connection connection = scratch.connect()) {
            ContentReader.prepare(connection);
            restored = ContentReader.readLike(manifest.content(), connection, progress);
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.number("restore-time", took.toMillis(), "ms"));
        facts.addAll(manifest.content().equalTo(restored));
        List<String> differences = manifest.content().differences(restored);
        if (differences.isEmpty()) {
            return new StepResult.Succeeded(facts);
        }
        String told =
                String.join("; ", differences.stream().limit(DIFFERENCES_TOLD).toList());
        return new StepResult.Failed(
                "not-equal",
                "the restored backup is not what was dumped: " + told,
                List.of(Fact.number("differences", differences.size(), "differences")
                        .within("none")));
    }

    private static StepResult failed(String code, String reason) {
        return new StepResult.Failed(code, reason, List.of());
    }
}
