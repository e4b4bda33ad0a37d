package io.tidegate.dbagent.d1;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.backup.Content;
import io.tidegate.dbagent.migration.RehearsedStatements;
import io.tidegate.dbagent.record.DurableFiles;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Backs the living target up, restores that into a copy, and runs the plan's migration and verification there. The
 * target is only read. Found half done, it begins anew; nothing of it stays.
 */
final class Rehearse implements D1Kind {

    @Override
    public StepResult run(D1Run run) throws D1Exception, IOException, InterruptedException {
        var work = (Work.Rehearse) run.request().work();
        Migrate.driver(work.driver());
        if (!work.populate().isEmpty()) {
            throw NotOnD1.refusal("populate");
        }
        MigrationFiles files = MigrationFiles.of(run, work.migrations());
        RehearsedStatements.remove(run.records());
        Path dump = run.records().path("rehearsal-dump");
        DurableFiles.delete(dump);
        try (Copy copy = run.copy("rehearsal")) {
            return rehearse(run, work, files, dump, copy);
        } finally {
            DurableFiles.delete(dump);
        }
    }

    private static StepResult rehearse(D1Run run, Work.Rehearse work, MigrationFiles files, Path directory, Copy copy)
            throws D1Exception, IOException, InterruptedException {
        List<Fact> facts = new ArrayList<>();
        long begun = System.nanoTime();
        Dump dump = Dump.take(run, directory);
        SqliteFile file = copy.restore(directory);
        Content restored = file.content(run.progress());
        List<String> differences = dump.content().differences(restored);
        if (!differences.isEmpty()) {
            return D1Run.failed("not-equal", "the copy is not what was backed up: " + String.join("; ", differences));
        }
        facts.addAll(dump.content().equalTo(restored));
        facts.add(Fact.number("copy-time", millis(begun), "ms"));
        long migration = System.nanoTime();
        StepResult migrated = Migrate.apply(run, copy.wrangler(), files, Optional.empty());
        if (migrated instanceof StepResult.Failed(String code, String reason, List<Fact> evidence)) {
            return new StepResult.Failed(code, "on the copy: " + reason, evidence);
        }
        facts.addAll(migrated.evidence());
        facts.add(Fact.number("migration-time", millis(migration), "ms"));
        List<String> unmet;
        try (Trial trial = Trial.on(run, file)) {
            unmet = new Expectations(file, Optional.of(dump.content()), trial, run).unmet(work.verify());
        }
        facts.add(Fact.number("predicted-downtime", millis(begun), "ms"));
        if (!unmet.isEmpty()) {
            return new StepResult.Failed("unmet", "on the migrated copy: " + String.join("; ", unmet), facts);
        }
        new RehearsedStatements(
                        Map.of(files.set().name(), files.set().hash()),
                        work.driver(),
                        run.config().hash(),
                        ApplyWatch.measured(migrated))
                .write(run.records());
        return new StepResult.Succeeded(facts);
    }

    private static long millis(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toMillis();
    }
}
