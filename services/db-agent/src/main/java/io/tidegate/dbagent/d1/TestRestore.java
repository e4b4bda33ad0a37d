package io.tidegate.dbagent.d1;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.backup.BackupManifest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Restores this window's backup into a copy and compares every table, row for row by hash. Found half done, anew. */
final class TestRestore implements D1Kind {
    private static final int DIFFERENCES_TOLD = 10;

    @Override
    public StepResult run(D1Run run) throws D1Exception, IOException, InterruptedException {
        BackupManifest manifest = intact(run);
        try (Copy copy = run.copy("restore")) {
            run.doing("restoring the backup as a test");
            equal(copy.restore(run.backup().directory()), manifest, run);
        }
        run.backup().verified(manifest);
        return new StepResult.Succeeded(List.of(
                Fact.number("tables", manifest.content().tables().size(), "equal"),
                Fact.number("rows", manifest.content().rows(), "equal"),
                Fact.text("integrity", "ok")));
    }

    /** This window's backup, with its signature and files looked at. */
    static BackupManifest intact(D1Run run) throws D1Exception, IOException {
        Optional<BackupManifest> manifest = run.backup().manifest();
        if (manifest.isEmpty()) {
            throw new D1Exception("no-backup", "this window has no whole backup: run its backup step again");
        }
        Optional<String> fault = run.backup().fault(manifest.get());
        if (fault.isPresent()) {
            throw new D1Exception("backup-damaged", fault.get());
        }
        return manifest.get();
    }

    /** @throws D1Exception {@code restore-failed} or {@code not-equal} */
    static void equal(SqliteFile restored, BackupManifest manifest, D1Run run)
            throws D1Exception, IOException, InterruptedException {
        D1Run.checkInterrupt();
        List<String> faults = restored.faults();
        if (!faults.isEmpty()) {
            throw new D1Exception(
                    "restore-failed", "SQLite finds the restored file damaged: " + String.join("; ", faults));
        }
        List<String> differences = manifest.content().differences(restored.content(run.progress()));
        if (!differences.isEmpty()) {
            throw new D1Exception(
                    "not-equal",
                    "the restored file is not what was backed up: "
                            + String.join(
                                    "; ",
                                    differences.stream().limit(DIFFERENCES_TOLD).toList()));
        }
    }
}
