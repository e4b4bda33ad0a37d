package io.tidegate.slackbot.posting;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns on a few threads, by the machine's own time. */
public final class ThreadTurns implements Turns {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadTurns.class);
    private static final int THREADS = 4;

    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(
            THREADS,
            Thread.ofPlatform().name("slack-poster-", 0).daemon().factory(),
            // What comes after the end needs no turn: it is in the database, and the next bot says it.
            new ThreadPoolExecutor.DiscardPolicy());

    public ThreadTurns() {
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        threads.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Future<?> after(Duration wait, Runnable turn) {
        return threads.schedule(turn, Math.max(0, wait.toMillis()), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("A call to Slack is still going on; what it says may be said twice");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
