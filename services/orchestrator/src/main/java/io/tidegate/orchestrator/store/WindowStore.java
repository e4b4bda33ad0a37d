package io.tidegate.orchestrator.store;

import io.tidegate.contracts.Message;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.task.Task;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.orchestrator.settings.Instance;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.timers.Timers;
import io.tidegate.orchestrator.window.Decision;
import io.tidegate.orchestrator.window.Effects;
import io.tidegate.orchestrator.window.HeadSigner;
import io.tidegate.orchestrator.window.Input;
import io.tidegate.orchestrator.window.Ledger;
import io.tidegate.orchestrator.window.Neighbour;
import io.tidegate.orchestrator.window.Surroundings;
import io.tidegate.orchestrator.window.WaveScheduling;
import io.tidegate.orchestrator.window.WindowDecider;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Takes inputs, one or several in a transaction: each taken once, decided on the state under the stream's lock, appended
 * with its projection, timers and outbox. All of it is there afterwards, or nothing.
 */
@Singleton
public final class WindowStore {
    private final Database database;
    private final Streams streams;
    private final Commits commits;
    private final Clock clock;
    private final Instance instance;
    private final Ledger ledger;
    private final MessageCodec codec = new MessageCodec("orchestrator");

    WindowStore(
            Database database, Streams streams, Commits commits, Clock clock, HeadSigner signer, Instance instance) {
        this.instance = instance;
        this.database = database;
        this.streams = streams;
        this.commits = commits;
        this.clock = clock;
        ledger = new Ledger(() -> UUID.randomUUID().toString(), signer);
    }

    /** @throws RuntimeException when the database fails; the input is not taken then, and may be handed in again */
    public Taken take(Taken.Request request) {
        return takeAll(List.of(request)).getFirst();
    }

    /**
     * Takes inputs in their order, in one transaction.
     *
     * @return what became of each, in the same order
     * @throws RuntimeException when the database fails, or one of them cannot be decided; none is taken then, and all may
     *     be handed in again
     */
    public List<Taken> takeAll(List<Taken.Request> requests) {
        if (requests.isEmpty()) {
            return List.of();
        }
        Outcome outcome = database.write(connection -> take(connection, requests));
        outcome.changes().forEach(change -> streams.remember(change.window(), change.head()));
        if (outcome.taken().stream().anyMatch(Taken.Decided.class::isInstance)) {
            commits.happened();
        }
        for (int i = 0; i < requests.size(); i++) {
            InputLog.write(requests.get(i), outcome.taken().get(i));
        }
        return outcome.taken();
    }

    /** @param changes one for each window to which something happened */
    private record Outcome(List<Taken> taken, List<Change> changes) {}

    private Outcome take(Connection connection, List<Taken.Request> requests) throws SQLException {
        Set<String> fresh =
                Inbox.take(connection, requests.stream().map(Taken.Request::id).toList(), now());
        List<Taken.Request> undecided = requests.stream()
                .filter(request -> fresh.contains(request.id()))
                .toList();
        Map<String, Ledger.Head> heads = streams.lock(
                connection,
                undecided.stream()
                        .flatMap(WindowStore::windows)
                        .distinct()
                        .sorted()
                        .toList());
        Round round = new Round(heads, Neighbours.of(connection, streams, surroundings(undecided, heads)));
        List<Taken> taken = new ArrayList<>();
        for (Taken.Request request : requests) {
            // The first of two with one id takes it.
            taken.add(fresh.remove(request.id()) ? round.decide(request) : new Taken.Duplicate());
        }
        List<Change> changes = round.changes();
        if (!changes.isEmpty()) {
            Append.all(connection, changes, instance);
        }
        Idle idle = round.idle();
        if (!idle.inputs().isEmpty()) {
            Inbox.forget(connection, idle.inputs());
            StoredTimers.remove(connection, idle.stale());
        }
        return new Outcome(taken, changes);
    }

    /**
     * Timers that fired to no effect: too early, or when the state had them no more. The same timer can follow from the
     * state again, as the start does once a hold is over: then it must fire, so its firing is not taken as done.
     *
     * @param inputs their ids
     * @param stale those that do not follow from the state
     */
    private record Idle(List<String> inputs, List<StoredTimers.Row> stale) {}

    /** The windows that an input can move: one, but for a wish that begins several. */
    private static Stream<String> windows(Taken.Request request) {
        return Stream.concat(
                Stream.of(request.window()),
                WaveScheduling.of(request.window(), request.input()).stream().flatMap(wave -> wave.windows().stream()));
    }

    private static Surroundings surroundings(List<Taken.Request> requests, Map<String, Ledger.Head> heads) {
        return Surroundings.all(requests.stream()
                .map(request -> Surroundings.of(
                        heads.getOrDefault(request.window(), Ledger.Head.none()).state(), request.input()))
                .toList());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The decisions of one transaction. */
    private final class Round {
        private final Map<String, Ledger.Head> heads;
        private final Neighbours neighbours;
        private final Map<String, Change> changes = new LinkedHashMap<>();
        private final List<Taken.Request> ignoredTimers = new ArrayList<>();

        Round(Map<String, Ledger.Head> heads, Neighbours neighbours) {
            this.heads = heads;
            this.neighbours = neighbours;
        }

        Taken decide(Taken.Request request) throws SQLException {
            String window = request.window();
            Ledger.Head head = head(window);
            Instant now = head.timeAt(now());
            Input input = neighbours.beside(window, head.state(), request.input());
            Map<String, Decision> decisions = WaveScheduling.of(window, input)
                    .map(wave -> wave.decide(id -> head(id).state(), request.actor(), now))
                    .orElseGet(() -> Map.of(window, WindowDecider.decide(head.state(), input, request.actor(), now)));
            decisions.forEach((id, each) -> happens(request, id, events(each), now));
            Decision decision = decisions.values().iterator().next();
            if (decision instanceof Decision.Ignored && request.input() instanceof Input.FromTimer) {
                ignoredTimers.add(request);
            }
            return new Taken.Decided(decision);
        }

        private void happens(Taken.Request request, String window, List<WindowEvent> events, Instant now) {
            if (!events.isEmpty()) {
                Ledger.Head head = head(window);
                // Of several windows each has its own time.
                Instant at = head.timeAt(now);
                List<Ledger.Entry> entries = ledger.enter(head, window, request.actor(), at, request.id(), events);
                changes.merge(window, change(head, window, entries, at), Change::then);
                neighbours.moved(window, head(window));
            }
        }

        Idle idle() {
            List<StoredTimers.Row> stale = new ArrayList<>();
            for (Taken.Request request : ignoredTimers) {
                if (request.input() instanceof Input.FromTimer(Timer timer, List<Neighbour> neighbours)
                        && !Timers.of(head(request.window()).state()).contains(timer)) {
                    stale.add(StoredTimers.Row.of(request.window(), timer));
                }
            }
            return new Idle(ignoredTimers.stream().map(Taken.Request::id).toList(), stale);
        }

        private Ledger.Head head(String window) {
            Change change = changes.get(window);
            return change == null ? heads.getOrDefault(window, Ledger.Head.none()) : change.head();
        }

        List<Change> changes() {
            return List.copyOf(changes.values());
        }
    }

    private static List<WindowEvent> events(Decision decision) {
        return switch (decision) {
            case Decision.Accepted accepted -> accepted.events();
            case Decision.Rejected rejected -> List.of(refusal(rejected));
            case Decision.Ignored ignored -> List.of();
        };
    }

    private static WindowEvent refusal(Decision.Rejected rejected) {
        return new WindowEvent.CommandRefused(
                rejected.command().label(),
                rejected.refusal().code(),
                rejected.refusal().sentence(),
                rejected.refusal().mend());
    }

    /** With every event, and the task that follows from it directly after it. */
    private Change change(Ledger.Head head, String window, List<Ledger.Entry> entries, Instant now) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (Ledger.Entry entry : entries) {
            records.add(codec.encode(entry.event()));
            if (entry.after() instanceof Window state) {
                Effects.of(entry.event(), state).ifPresent(task -> records.add(record(task, state)));
            }
        }
        return new Change(window, head, entries, records, now);
    }

    private ProducerRecord<String, byte[]> record(Message<Task> task, Window window) {
        return codec.encode(Topics.tasks(window.plan().target()), task.data().step(), task);
    }
}
