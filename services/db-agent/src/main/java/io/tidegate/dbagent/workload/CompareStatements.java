package io.tidegate.dbagent.workload;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the application's busiest statements run since the migration, held against how they ran before. */
public final class CompareStatements implements StepKind {
    private static final double PERCENT = 100;

    private final TargetServer server;
    private final Path home;

    public CompareStatements(TargetServer server, Path home) {
        this.server = server;
        this.home = home;
    }

    @Override
    public Set<Privilege> needs(Work work) {
        return Set.of(Privilege.MONITOR);
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress) throws SQLException, IOException {
        var bounds = (Work.CompareStatements) request.work();
        Optional<Counters> before = Counters.kept(WindowRecords.of(home, request.window()));
        Optional<Counters> now = Counters.read(server);
        if (before.isEmpty() || now.isEmpty()) {
            return new StepResult.Failed(
                    "no-statistics",
                    now.isEmpty()
                            ? "the extension pg_stat_statements is in neither the target nor the maintenance database:"
                                    + " create it in one of them"
                            : "nothing was noted before the migration: pg_stat_statements was not there yet, or no"
                                    + " step of this window has migrated",
                    List.of());
        }
        return compare(bounds, before.get(), now.get(), progress);
    }

    private static StepResult compare(
            Work.CompareStatements bounds, Counters before, Counters now, StepProgress progress) {
        List<Fact> facts = new ArrayList<>();
        List<String> slower = new ArrayList<>();
        List<String> slow = new ArrayList<>();
        int compared = 0;
        for (Map.Entry<Long, Counters.Counter> each : before.busiest(bounds.top())) {
            Counters.Counter then = each.getValue();
            Counters.Counter since = now.since(before, each.getKey());
            if (then.calls() < bounds.minCalls() || since.calls() < bounds.minCalls() || then.mean() == 0) {
                continue;
            }
            compared++;
            double longer = PERCENT * (since.mean() / then.mean() - 1);
            String text = String.format(
                    Locale.ROOT,
                    "%.2f ms on average, before %.2f ms (%+.0f %%, %d calls since): %s",
                    since.mean(),
                    then.mean(),
                    longer,
                    since.calls(),
                    then.brief());
            facts.add(Fact.text("statement " + each.getKey(), text)
                    .within("at most " + bounds.rollBack() + " % longer than before"));
            if (longer > bounds.rollBack()) {
                slow.add(text);
            } else if (longer > bounds.consider()) {
                slower.add(text);
            }
        }
        facts.addFirst(Fact.number("statements-compared", compared, "statements"));
        for (String text : slower) {
            progress.warn("statement-slower", "a statement is over " + bounds.consider() + " % slower: " + text);
        }
        return slow.isEmpty()
                ? new StepResult.Succeeded(facts)
                : new StepResult.Failed(
                        "statements-slower",
                        "statements are over " + bounds.rollBack() + " % slower than before the migration: "
                                + String.join("; ", slow),
                        facts);
    }
}
