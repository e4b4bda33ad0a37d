package io.tidegate.dbagent.rehearsal;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.migration.LockTrace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a rehearsal has seen, as facts of its window. */
final class Evidence {
    private static final int MOST_STATEMENTS = 50;

    private Evidence() {}

    static List<Fact> of(LockTrace trace, String hash) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.text("migrations-sha256", hash));
        facts.add(Fact.number("statements", trace.statements().size(), "statements"));
        for (Map.Entry<String, Long> blocked : trace.blockedMillis().entrySet()) {
            facts.add(Fact.number("blocks " + blocked.getKey(), blocked.getValue(), "ms"));
        }
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
}
