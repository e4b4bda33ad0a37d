package io.tidegate.benchmarks;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/** Times of one kind. */
final class Latency {
    private final String what;
    private final ConcurrentHistogram nanos = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);

    Latency(String what) {
        this.what = what;
    }

    void add(long took) {
        nanos.recordValue(Math.min(took, nanos.getHighestTrackableValue()));
    }

    double medianMillis() {
        return nanos.getValueAtPercentile(50) / 1e6;
    }

    long count() {
        return nanos.getTotalCount();
    }

    double p99Millis() {
        return nanos.getValueAtPercentile(99) / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-48s n %5d   median %7.2f ms   p99 %7.2f ms   max %7.2f ms",
                what,
                count(),
                medianMillis(),
                p99Millis(),
                nanos.getMaxValue() / 1e6);
    }
}
