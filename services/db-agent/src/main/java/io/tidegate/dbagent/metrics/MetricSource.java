package io.tidegate.dbagent.metrics;

/** Where one metric comes from. Asked by one thread at a time. */
@FunctionalInterface
interface MetricSource {
    /** @throws InterruptedException when nobody waits for the answer any more */
    Reading read() throws InterruptedException;
}
