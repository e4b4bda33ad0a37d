package io.tidegate.dbagent.task;

import io.tidegate.contracts.Message;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.task.Task;
import io.tidegate.dbagent.journal.Attempt;
import io.tidegate.dbagent.journal.AttemptKey;
import io.tidegate.dbagent.journal.Journal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes tasks in. What {@link #take} has returned from is in the journal, so that Kafka need not keep it for the agent.
 */
public final class TaskDesk {
    private static final Logger LOG = LoggerFactory.getLogger(TaskDesk.class);

    private final Journal journal;
    private final Worker worker;
    private final Teller teller;
    private final Clock clock;

    public TaskDesk(Journal journal, Worker worker, Teller teller, Clock clock) {
        this.journal = journal;
        this.worker = worker;
        this.teller = teller;
        this.clock = clock;
    }

    public void take(Message<Task> message) {
        switch (message.data()) {
            case Task.RunStep run -> run(new AttemptKey(message.window(), run.step(), run.attempt()), run);
            case Task.CancelStep cancel ->
                cancel(new AttemptKey(message.window(), cancel.step(), cancel.attempt()), cancel.reason());
        }
    }

    private void run(AttemptKey key, Task.RunStep task) {
        Optional<Attempt> known = journal.attempt(key);
        if (known.isPresent()) {
            tellAgainIfEnded(known.get());
            return;
        }
        Optional<Attempt> newest = journal.newest(key.window(), key.step());
        journal.taken(key, task, clock.instant());
        if (newest.isPresent() && newest.get().key().attempt() > key.attempt()) {
            LOG.warn(
                    "{} comes after attempt {}, and is not run",
                    key,
                    newest.get().key().attempt());
            journal.ended(
                    key,
                    new Report.StepFailed(
                            key.step(), key.attempt(), "superseded", "a later attempt is known already", List.of()),
                    clock.instant());
            teller.wake();
            return;
        }
        newest.filter(earlier -> !earlier.hasEnded())
                .ifPresent(earlier -> end(earlier, "attempt " + key.attempt() + " takes its place"));
        worker.add(key);
    }

    private void cancel(AttemptKey key, String reason) {
        journal.attempt(key)
                .ifPresentOrElse(
                        known -> {
                            if (!tellAgainIfEnded(known)) {
                                end(known, reason);
                            }
                        },
                        () -> LOG.info("{} is to be cancelled, and was never taken", key));
    }

    private void end(Attempt attempt, String reason) {
        LOG.info("{} is to end: {}", attempt.key(), reason);
        journal.cancelled(attempt.key(), reason, clock.instant());
        worker.cancel(attempt.key());
    }

    private boolean tellAgainIfEnded(Attempt attempt) {
        if (attempt.hasEnded()) {
            journal.tellAgain(attempt.key());
            teller.wake();
        }
        return attempt.hasEnded();
    }
}
