package io.tidegate.dbagent.metrics;

import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * What metrics were before a window, kept for its later steps.
 *
 * @param at when it was measured
 * @param medians by metric
 */
record Baseline(Instant at, Map<String, Double> medians) {
    private static final String NAME = "metrics-baseline";

    /** Without any where no step of the window has measured. */
    static Map<String, Double> kept(WindowRecords records) throws IOException {
        return records.read(NAME, Baseline.class).map(Baseline::medians).orElse(Map.of());
    }

    void keep(WindowRecords records) throws IOException {
        records.write(NAME, this);
    }
}
