package io.tidegate.dbagent.d1;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.backup.BackupAtHand;
import io.tidegate.dbagent.backup.BackupManifest;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.record.DurableFiles;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way back. A local database: the backup is restored beside it, compared, and put in its place at once; what was there
 * stays in the window's directory. A remote one travels back to the point in time of the backup. Found half done, the
 * same is done again.
 */
final class RestoreBackup implements D1Kind {

    @Override
    public StepResult run(D1Run run) throws D1Exception, IOException, InterruptedException {
        String store = ((Work.RestoreBackup) run.request().work()).store();
        List<Fact> facts = new ArrayList<>();
        if (store != null) {
            Optional<StepResult> none = new BackupAtHand(run.config())
                    .fetchedFrom(store, run.request().window(), run.records(), facts, run.progress());
            if (none.isPresent()) {
                return none.get();
            }
        }
        return with(facts, restored(run));
    }

    private static StepResult with(List<Fact> facts, StepResult result) {
        List<Fact> all = new ArrayList<>(facts);
        all.addAll(result.evidence());
        return switch (result) {
            case StepResult.Succeeded succeeded -> new StepResult.Succeeded(all);
            case StepResult.Failed failed -> new StepResult.Failed(failed.code(), failed.reason(), all);
        };
    }

    private static StepResult restored(D1Run run) throws D1Exception, IOException, InterruptedException {
        BackupManifest manifest = TestRestore.intact(run);
        return switch (run.d1().place()) {
            case AgentConfig.D1.Local local -> local(run, manifest, SqliteFile.of(run.d1(), local));
            case AgentConfig.D1.Remote remote -> remote(run, manifest);
        };
    }

    private static StepResult local(D1Run run, BackupManifest manifest, SqliteFile target)
            throws D1Exception, IOException, InterruptedException {
        Path replaced = run.records().path("replaced.sqlite");
        if (!Files.exists(replaced)) {
            run.doing("keeping the database that is replaced");
            Path beside = run.records().path("replaced.sqlite.new");
            Files.deleteIfExists(beside);
            target.backUp(beside, run.progress());
            DurableFiles.force(beside);
            DurableFiles.move(beside, replaced);
        }
        run.doing("restoring the backup beside the database");
        // Beside it, so that the exchange is a renaming.
        Path restored = target.path().resolveSibling(target.path().getFileName() + ".restored");
        try {
            Files.copy(run.backup().directory().resolve(Dump.FILE), restored, StandardCopyOption.REPLACE_EXISTING);
            DurableFiles.force(restored);
            TestRestore.equal(new SqliteFile(restored), manifest, run);
            run.doing("putting the backup in the database's place");
            target.replaceWith(restored);
        } finally {
            Files.deleteIfExists(restored);
        }
        TestRestore.equal(target, manifest, run);
        return new StepResult.Succeeded(List.of(
                Fact.number("rows", manifest.content().rows(), "equal"),
                Fact.text("integrity", "ok"),
                Fact.text("replaced-database", replaced.toString())));
    }

    private static StepResult remote(D1Run run, BackupManifest manifest)
            throws D1Exception, IOException, InterruptedException {
        run.doing("travelling back in time");
        String undo = run.wrangler().restore(manifest.snapshot());
        List<String> unequal = Counts.differences(manifest.content(), run.database());
        if (!unequal.isEmpty()) {
            return D1Run.failed("not-equal", "the database is not what was backed up: " + String.join("; ", unequal));
        }
        return new StepResult.Succeeded(List.of(
                Fact.number("rows", manifest.content().rows(), "counted"),
                Fact.text("bookmark", manifest.snapshot()),
                Fact.text("replaced-bookmark", undo)));
    }
}
