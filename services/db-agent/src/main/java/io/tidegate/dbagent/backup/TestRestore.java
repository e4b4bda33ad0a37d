package io.tidegate.dbagent.backup;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.database.PostgresPrograms;
import io.tidegate.dbagent.database.TargetServer;
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
import java.util.Optional;
import java.util.Set;

/**
 * Restores this window's backup into a scratch database and compares every table, row for row by hash, with what was
 * counted under the dump's own snapshot. Found half done, it begins anew.
 */
public final class TestRestore implements StepKind {
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
    public Set<Privilege> needs(Work work) {
        return Set.of(Privilege.OWNERS, Privilege.CREATE_DATABASES, Privilege.MONITOR);
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        WindowRecords records = WindowRecords.of(home, request.window());
        var copy = new RestoredCopy(server, programs, records, request.window(), "restore");
        try {
            StepResult result = copy.makeToCompare(
                    ((Work.TestRestore) request.work()).jobs(),
                    Duration.between(clock.instant(), request.deadline()),
                    progress);
            Optional<BackupManifest> manifest = BackupManifest.read(records);
            if (result instanceof StepResult.Succeeded && manifest.isPresent()) {
                LocalBackups.Verified.write(records, manifest.get(), clock.instant());
            }
            return result;
        } finally {
            copy.drop();
        }
    }
}
