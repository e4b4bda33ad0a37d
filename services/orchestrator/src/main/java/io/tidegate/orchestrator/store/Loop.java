package io.tidegate.orchestrator.store;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does rounds: after each it sleeps until the next commit, or for as long as the round said. A round that
 * fails is tried again, later every time, up to five seconds.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    /** Does what there is to do. */
    @FunctionalInterface
    public interface Round {
        /** How long to sleep when nothing is committed meanwhile; zero for another round at once. */
        Duration run() throws InterruptedException;
    }

    private final String name;
    private final Commits commits;
    private final Round round;
    private final Thread thread;
    private volatile boolean open = true;

    public Loop(String name, Commits commits, Round round) {
        this.name = name;
        this.commits = commits;
        this.round = round;
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    public Loop start() {
        thread.start();
        return this;
    }

    private void run() {
        Duration backoff = FIRST_BACKOFF;
        try {
            while (open) {
                long seen = commits.count();
                try {
                    Duration idle = round.run();
                    backoff = FIRST_BACKOFF;
                    commits.await(seen, idle);
                } catch (RuntimeException e) {
                    if (!open) {
                        return;
                    }
                    LOG.atWarn()
                            .addKeyValue("loop", name)
                            .addKeyValue("retryMs", backoff.toMillis())
                            .log("round failed, trying again: {}", Causes.of(e));
                    Thread.sleep(backoff);
                    backoff = longer(backoff);
                }
            }
        } catch (InterruptedException e) {
            LOG.atDebug().addKeyValue("loop", name).log("stopped");
        }
    }

    private static Duration longer(Duration backoff) {
        Duration twice = backoff.multipliedBy(2);
        return twice.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : twice;
    }

    /** Ends the thread, and waits until it has ended. */
    @Override
    public void close() {
        open = false;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
