package io.tidegate.dbagent.task;

import io.tidegate.dbagent.journal.AttemptKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A step at work: can be stopped until it has finished, and is when its time is over. */
final class Running {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private final AttemptKey key;
    private final Thread thread;
    private final Thread watch;
    private @Nullable StopReason reason;
    private boolean finished;

    Running(AttemptKey key, Thread thread, Instant deadline, Clock clock) {
        this.key = key;
        this.thread = thread;
        this.watch = Thread.ofVirtual().name("deadline of " + key).start(() -> {
            try {
                Thread.sleep(Duration.between(clock.instant(), deadline));
                stop(StopReason.TIMED_OUT);
            } catch (InterruptedException e) {
                // It has finished in time.
                return;
            }
        });
    }

    AttemptKey key() {
        return key;
    }

    /** The first reason counts. Nothing happens once the step has finished: the thread does other things then. */
    synchronized void stop(StopReason why) {
        if (!finished && reason == null) {
            reason = why;
            thread.interrupt();
        }
    }

    synchronized @Nullable StopReason reason() {
        return reason;
    }

    /** Called on the step's own thread; an interrupt that came too late is taken off it. */
    synchronized void finish() {
        finished = true;
        watch.interrupt();
        if (Thread.interrupted()) {
            LOG.debug("{} had finished when it was to be stopped", key);
        }
    }
}
