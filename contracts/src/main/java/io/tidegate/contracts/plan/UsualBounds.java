package io.tidegate.contracts.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What metrics of well-known names may be where a plan does not say: the figures of production runbooks. */
final class UsualBounds {
    private static final Map<String, Usual> ALL = all();

    /** @param unit of the bound */
    record Usual(double atMost, String unit) {}

    private UsualBounds() {}

    static Optional<Usual> of(String metric) {
        return Optional.ofNullable(ALL.get(metric));
    }

    static Map<String, Usual> byMetric() {
        return ALL;
    }

    private static Map<String, Usual> all() {
        Map<String, Usual> all = new LinkedHashMap<>();
        all.put("error-rate", new Usual(0.1, "percent"));
        all.put("p95", new Usual(500, "ms"));
        all.put("connections", new Usual(80, "percent"));
        all.put("cpu", new Usual(70, "percent"));
        all.put("memory", new Usual(80, "percent"));
        all.put("disk", new Usual(80, "percent"));
        return Collections.unmodifiableMap(all);
    }
}
