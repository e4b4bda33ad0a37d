package io.tidegate.dbagent.task;

import io.tidegate.contracts.report.Report;
import io.tidegate.dbagent.journal.Attempt;
import io.tidegate.dbagent.journal.Journal;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how attempts ended, until Kafka has it; after a restart too. */
public final class Teller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Journal journal;
    private final Reports reports;
    private final Clock clock;
    private final Semaphore bell = new Semaphore(0);
    private final Thread thread;

    public Teller(Journal journal, Reports reports, Clock clock) {
        this.journal = journal;
        this.reports = reports;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("teller").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    void wake() {
        bell.release();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                if (tellAll()) {
                    bell.acquire();
                } else {
                    Thread.sleep(AGAIN);
                }
                bell.drainPermits();
            }
        } catch (InterruptedException e) {
            LOG.debug("The teller ends; what is untold is told after the next start");
        }
    }

    /** False when something is left to tell. */
    private boolean tellAll() throws InterruptedException {
        for (Attempt attempt : journal.untold()) {
            Report.OfStep report = Objects.requireNonNull(attempt.report());
            if (!reports.tell(attempt.key(), report)) {
                return false;
            }
            journal.told(attempt.key(), clock.instant());
        }
        return true;
    }
}
