package io.tidegate.orchestrator.store;

import io.tidegate.contracts.Message;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.task.Task;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.orchestrator.settings.Instance;
import io.tidegate.orchestrator.window.Decision;
import io.tidegate.orchestrator.window.Effects;
import io.tidegate.orchestrator.window.HeadSigner;
import io.tidegate.orchestrator.window.Ledger;
import io.tidegate.orchestrator.window.WindowDecider;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Takes inputs, each in one transaction: taken once, decided on the state under the stream's lock, appended with its
 * projection, timers and outbox. All of it is there afterwards, or nothing.
 */
@Singleton
public final class WindowStore {
    private final Database database;
    private final Commits commits;
    private final Clock clock;
    private final Instance instance;
    private final Ledger ledger;
    private final MessageCodec codec = new MessageCodec("orchestrator");

    WindowStore(Database database, Commits commits, Clock clock, HeadSigner signer, Instance instance) {
        this.instance = instance;
        this.database = database;
        this.commits = commits;
        this.clock = clock;
        ledger = new Ledger(() -> UUID.randomUUID().toString(), signer);
    }

    /** @throws RuntimeException when the database fails; the input is not taken then, and may be handed in again */
    public Taken take(Taken.Request request) {
        Taken taken = database.write(connection -> take(connection, request));
        if (taken instanceof Taken.Decided) {
            commits.happened();
        }
        InputLog.write(request, taken);
        return taken;
    }

    private Taken take(Connection connection, Taken.Request request) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!Inbox.take(connection, request.id(), now)) {
            return new Taken.Duplicate();
        }
        Ledger.Head head = Streams.lock(connection, request.window());
        Decision decision = WindowDecider.decide(
                head.state(),
                Neighbours.beside(connection, request.window(), head.state(), request.input()),
                request.actor(),
                now);
        List<WindowEvent> events =
                switch (decision) {
                    case Decision.Accepted accepted -> accepted.events();
                    case Decision.Rejected rejected -> List.of(refusal(rejected));
                    case Decision.Ignored ignored -> List.of();
                };
        if (!events.isEmpty()) {
            append(connection, request, head, events, now);
        }
        return new Taken.Decided(decision);
    }

    private static WindowEvent refusal(Decision.Rejected rejected) {
        return new WindowEvent.CommandRefused(
                rejected.command().label(),
                rejected.refusal().code(),
                rejected.refusal().sentence(),
                rejected.refusal().mend());
    }

    private void append(
            Connection connection, Taken.Request request, Ledger.Head head, List<WindowEvent> events, Instant now)
            throws SQLException {
        String window = request.window();
        List<Ledger.Entry> entries = ledger.enter(head, window, request.actor(), now, request.id(), events);
        Streams.append(connection, window, head.sequence(), entries, now);
        StoredTimers.follow(connection, window, head.state(), entries.getLast().after());
        Outbox.add(connection, window, records(entries));
        CommitNews.tell(connection, instance);
    }

    /** Every event, and the task that follows from it directly after it. */
    private List<ProducerRecord<String, byte[]>> records(List<Ledger.Entry> entries) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (Ledger.Entry entry : entries) {
            records.add(codec.encode(entry.event()));
            if (entry.after() instanceof Window window) {
                Effects.of(entry.event(), window).ifPresent(task -> records.add(record(task, window)));
            }
        }
        return records;
    }

    private ProducerRecord<String, byte[]> record(Message<Task> task, Window window) {
        return codec.encode(Topics.tasks(window.plan().target()), task.data().step(), task);
    }
}
