package io.tidegate.dbagent.task;

import io.tidegate.contracts.report.Report;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetLock;
import io.tidegate.dbagent.journal.Attempt;
import io.tidegate.dbagent.journal.AttemptKey;
import io.tidegate.dbagent.journal.Journal;
import io.tidegate.dbagent.step.StepKinds;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Does the taken tasks, one after another, on a virtual thread: interrupting one closes the socket that it waits on, so
 * that a cancelled or overdue step ends at once. Nothing of a step is at work any more when its end is told.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Journal journal;
    private final StepKinds kinds;
    private final TargetLock lock;
    private final Reports reports;
    private final Teller teller;
    private final Clock clock;
    private final BlockingQueue<AttemptKey> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile @Nullable Running running;
    private volatile boolean closed;

    public Worker(Journal journal, StepKinds kinds, TargetLock lock, Reports reports, Teller teller, Clock clock) {
        this.journal = journal;
        this.kinds = kinds;
        this.lock = lock;
        this.reports = reports;
        this.teller = teller;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("worker").unstarted(this::run);
    }

    /** Takes up what an earlier run of the agent has not ended, and goes on with what comes. */
    public void start() {
        journal.unfinished().forEach(attempt -> queue.add(attempt.key()));
        thread.start();
    }

    void add(AttemptKey key) {
        queue.add(key);
    }

    /** Interrupts it if it runs; if it waits, it will find in the journal that it is not wanted. */
    void cancel(AttemptKey key) {
        Running now = running;
        if (now != null && now.key().equals(key)) {
            now.stop(StopReason.CANCELLED);
        }
    }

    /** Attempts at work or waiting. */
    public List<String> attempts() {
        return journal.unfinished().stream()
                .map(attempt -> attempt.key().toString())
                .toList();
    }

    /** What runs is interrupted and has no known end: the next start takes it up. */
    @Override
    public void close() {
        closed = true;
        Running now = running;
        if (now != null) {
            now.stop(StopReason.CLOSED);
        } else {
            thread.interrupt();
        }
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                AttemptKey key = queue.take();
                lock.acquire();
                Optional<Attempt> attempt = journal.attempt(key).filter(found -> !found.hasEnded());
                if (attempt.isPresent()) {
                    work(attempt.get());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The worker ends");
        }
    }

    private void work(Attempt attempt) throws InterruptedException {
        AttemptKey key = attempt.key();
        MDC.put("attempt", key.toString());
        try {
            String cancelled = attempt.cancelled();
            if (cancelled != null) {
                end(key, failed(key, "cancelled", "cancelled before it was begun: " + cancelled));
            } else if (!clock.instant().isBefore(attempt.task().deadline())) {
                end(key, failed(key, "timed-out", late(attempt)));
            } else {
                runStep(attempt);
            }
        } finally {
            MDC.remove("attempt");
        }
    }

    private static String late(Attempt attempt) {
        return attempt.begun()
                ? "the agent was interrupted, and the step's time was over when it came back"
                : "the step's time was over before it could begin";
    }

    private void runStep(Attempt attempt) throws InterruptedException {
        AttemptKey key = attempt.key();
        journal.begun(key, clock.instant());
        reports.mention(key, new Report.StepStarted(key.step(), key.attempt()));
        LOG.info(
                "{} {}",
                attempt.begun() ? "going on with" : "running",
                attempt.task().work());
        long started = System.nanoTime();
        Running now = new Running(key, Thread.currentThread(), attempt.task().deadline(), clock);
        StepResult result;
        try {
            running = now;
            // A cancel that came before "running" was set is in the journal.
            journal.attempt(key)
                    .filter(found -> found.cancelled() != null)
                    .ifPresent(found -> now.stop(StopReason.CANCELLED));
            var progress = new ThinnedProgress(key, reports);
            result = kinds.of(attempt.task().work()).run(request(attempt), progress);
        } catch (Throwable e) {
            // Also an Error: whatever a step meets is its end and not the worker's.
            result = failed(now.reason(), e);
        } finally {
            running = null;
            now.finish();
        }
        if (result instanceof StepResult.Failed && now.reason() == StopReason.CLOSED) {
            LOG.info("The agent ends in the middle of {}; the next start takes it up", key);
            return;
        }
        if (result instanceof StepResult.Failed) {
            endWork();
        }
        end(key, report(key, result, Duration.ofNanos(System.nanoTime() - started)));
    }

    private StepRequest request(Attempt attempt) {
        AttemptKey key = attempt.key();
        return new StepRequest(
                key.window(),
                attempt.task().plan(),
                key.step(),
                key.attempt(),
                attempt.task().deadline(),
                attempt.task().work(),
                attempt.isHalfDone(),
                attempt.task().opening());
    }

    private void endWork() throws InterruptedException {
        try {
            lock.endWork();
        } catch (SQLException | IllegalStateException e) {
            LOG.warn("What the step has left at work cannot be ended now: {}", e.toString());
        }
    }

    private void end(AttemptKey key, Report.OfStep report) {
        journal.ended(key, report, clock.instant());
        teller.wake();
        switch (report) {
            case Report.StepFailed(String step, int attempt, String code, String reason, var evidence) ->
                LOG.warn("{} failed: {}: {}", key, code, reason);
            case Report.OfStep other -> LOG.info("{} succeeded", key);
        }
    }

    private static Report.OfStep report(AttemptKey key, StepResult result, Duration took) {
        return switch (result) {
            case StepResult.Succeeded(var evidence) ->
                new Report.StepSucceeded(key.step(), key.attempt(), took.toMillis(), evidence);
            case StepResult.Failed(String code, String reason, var evidence) ->
                new Report.StepFailed(key.step(), key.attempt(), code, reason, evidence);
        };
    }

    private static Report.OfStep failed(AttemptKey key, String code, String reason) {
        return new Report.StepFailed(key.step(), key.attempt(), code, reason, List.of());
    }

    /** What was expected of a fault is said in words; the rest is named, and its story is in the agent's log. */
    private static StepResult failed(@Nullable StopReason stopped, Throwable e) {
        if (stopped != null) {
            LOG.info("ended: {} ({})", stopped, e.toString());
            return new StepResult.Failed(stopped.code(), stopped.sentence(), List.of());
        }
        LOG.warn("met a fault", e);
        return switch (e) {
            case SQLException sql -> new StepResult.Failed("database-error", Sql.reason(sql), List.of());
            case IOException io ->
                new StepResult.Failed("file-error", io.getClass().getSimpleName() + ": " + io.getMessage(), List.of());
            case IllegalStateException state ->
                new StepResult.Failed("unexpected-state", String.valueOf(state.getMessage()), List.of());
            default ->
                new StepResult.Failed(
                        "fault", "a " + e.getClass().getSimpleName() + "; the agent's log has it all", List.of());
        };
    }
}
