package io.tidegate.dbagent.d1;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.backup.BackupManifest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Compares the migrated database with what the plan expects, and says everything that is not so. */
final class Verify implements D1Kind {

    @Override
    public StepResult run(D1Run run) throws D1Exception, IOException, InterruptedException {
        var work = (Work.Verify) run.request().work();
        List<String> unmet;
        try (Trial trial = Trial.of(run)) {
            unmet = new Expectations(run.database(), run.backup().manifest().map(BackupManifest::content), trial, run)
                    .unmet(work);
        }
        if (unmet.isEmpty() && !work.analyze().isEmpty()) {
            run.doing("analysing");
            run.wrangler()
                    .execute(work.analyze().stream()
                            .map(table -> "ANALYZE " + Sqlite.identifier(table))
                            .collect(Collectors.joining("; ")));
        }
        List<Fact> facts = List.of(
                Fact.number("expectations", Expectations.size(work), "checked"),
                Fact.number("unmet", unmet.size(), "found"));
        return unmet.isEmpty()
                ? new StepResult.Succeeded(facts)
                : new StepResult.Failed("unmet", String.join("; ", unmet), facts);
    }
}
