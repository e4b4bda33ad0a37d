package io.tidegate.dbagent.rehearsal;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.migration.LockTrace;
import io.tidegate.dbagent.workload.Counters;
import io.tidegate.dbagent.workload.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/** What a rehearsal has seen, as facts of its window. */
final class Evidence {
    private static final int MOST_STATEMENTS = 50;

    private Evidence() {}

    /** @param waiting empty where the server counts no statements */
    static List<Fact> of(LockTrace trace, String hash, Optional<Waiting> waiting) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.text("migrations-sha256", hash));
        facts.add(Fact.number("statements", trace.statements().size(), "statements"));
        trace.blocked().forEach((table, time) -> facts.add(Fact.number("blocks " + table, time.writers(), "ms")));
        facts.addAll(waiting.map(busy -> waits(busy, trace.blocked()))
                .orElse(List.of(Fact.text("busiest-statements", "not known: no pg_stat_statements"))));
        trace.statements().stream().limit(MOST_STATEMENTS).forEach(traced -> {
            String name = traced.file() + "#" + traced.number();
            facts.add(Fact.number(name, traced.millis(), "ms"));
            if (!traced.locks().isEmpty()) {
                facts.add(Fact.text(name + " locks", String.join(", ", traced.locks())));
            }
            if (!traced.rewritten().isEmpty()) {
                facts.add(Fact.text(name + " rewrites", String.join(", ", traced.rewritten())));
            }
        });
        return facts;
    }

    /** Which of the application's busiest statements would have waited, and for how long at most. */
    private static List<Fact> waits(Waiting busy, Map<String, LockTrace.Blocked> blocked) {
        List<Fact> facts = new ArrayList<>();
        int waiting = 0;
        for (Map.Entry<Counters.Counter, Waiting.Tables> each : busy.tables().entrySet()) {
            long millis = Math.max(
                    longest(each.getValue().written(), blocked, LockTrace.Blocked::writers),
                    longest(each.getValue().read(), blocked, LockTrace.Blocked::everyone));
            if (millis > 0) {
                Counters.Counter counter = each.getKey();
                facts.add(Fact.text(
                        "would-wait " + ++waiting,
                        String.format(
                                Locale.ROOT,
                                "up to %d ms: %s (%d calls, %.2f ms on average)",
                                millis,
                                counter.brief(),
                                counter.calls(),
                                counter.mean())));
            }
        }
        facts.addFirst(Fact.number("busiest-statements", busy.tables().size(), "looked at"));
        if (busy.unknown() > 0) {
            facts.add(Fact.number("busiest-statements-unknown", busy.unknown(), "not explained"));
        }
        return facts;
    }

    private static long longest(
            Set<String> tables, Map<String, LockTrace.Blocked> blocked, ToLongFunction<LockTrace.Blocked> time) {
        return tables.stream()
                .filter(blocked::containsKey)
                .mapToLong(table -> time.applyAsLong(blocked.get(table)))
                .max()
                .orElse(0);
    }
}
