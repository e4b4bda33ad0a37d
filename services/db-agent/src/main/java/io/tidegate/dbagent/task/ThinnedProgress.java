package io.tidegate.dbagent.task;

import io.tidegate.contracts.report.Report;
import io.tidegate.dbagent.journal.AttemptKey;
import io.tidegate.dbagent.step.StepProgress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets one report a second through, and the first at once. */
final class ThinnedProgress implements StepProgress {
    private static final long APART = Duration.ofSeconds(1).toNanos();

    private final AttemptKey key;
    private final Reports reports;
    private long last = System.nanoTime() - APART;

    ThinnedProgress(AttemptKey key, Reports reports) {
        this.key = key;
        this.reports = reports;
    }

    @Override
    public void warn(String code, String text) {
        reports.mention(key, new Report.StepWarned(key.step(), key.attempt(), code, text));
    }

    @Override
    public synchronized void doing(@Nullable Integer percent, String what) {
        long now = System.nanoTime();
        if (now - last >= APART) {
            last = now;
            reports.mention(key, new Report.StepProgressed(key.step(), key.attempt(), percent, what));
        }
    }
}
