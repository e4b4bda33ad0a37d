package io.tidegate.orchestrator.store;

import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.Window;
import io.tidegate.orchestrator.settings.Instance;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.window.Ledger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a transaction writes because of its decisions, in one statement and so in one round trip: events, the
 * heads of their logs with the state beside, timers, what is to be published, and the news of it.
 */
final class Append {
    /** Rows of the outbox are numbered in the order in which they are given. */
    private static final String STATEMENT = """
            WITH plans AS (
                INSERT INTO orchestrator.plan (hash, body)
                SELECT hash, body::json FROM unnest(?, ?) AS new (hash, body) ORDER BY hash
                ON CONFLICT DO NOTHING
            ), events AS (
                INSERT INTO orchestrator.event (window_id, sequence, type, time, body, hash)
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
            ), outbox AS (
                INSERT INTO orchestrator.outbox (window_id, topic, record_key, headers, value)
                SELECT window_id, topic, record_key, headers, value
                FROM unnest(?, ?, ?, ?, ?) WITH ORDINALITY AS new (window_id, topic, record_key, headers, value, place)
                ORDER BY place
            ), timers_gone AS (
                DELETE FROM orchestrator.timer USING unnest(?, ?) AS gone (window_id, name)
                WHERE timer.window_id = gone.window_id AND timer.name = gone.name
            ), timers_set AS (
                INSERT INTO orchestrator.timer (window_id, name, due) SELECT * FROM unnest(?, ?, ?)
                ON CONFLICT (window_id, name) DO UPDATE SET due = excluded.due
            ), heads AS MATERIALIZED (
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS head
                    (window_id, expected, sequence, hash, status, plan, target, open, open_since, silent, plan_hash,
                     standing, changed_at)
            ), moved AS (
                UPDATE orchestrator.stream SET
                    sequence = head.sequence, hash = head.hash, status = head.status, plan = head.plan,
                    target = head.target, open = head.open,
                    open_since = CASE WHEN stream.open THEN stream.open_since ELSE head.open_since END,
                    silent = head.silent, plan_hash = head.plan_hash, standing = head.standing::json,
                    changed_at = head.changed_at
                FROM heads AS head
                WHERE stream.window_id = head.window_id AND stream.sequence = head.expected
                RETURNING 1
            ), begun AS (
                INSERT INTO orchestrator.stream
                    (window_id, sequence, hash, status, plan, target, open, open_since, silent, plan_hash, standing,
                     changed_at)
                SELECT window_id, sequence, hash, status, plan, target, open, open_since, silent, plan_hash,
                       standing::json, changed_at
                FROM heads WHERE expected = 0 ORDER BY window_id
                RETURNING 1
            )
            SELECT (SELECT count(*) FROM moved) + (SELECT count(*) FROM begun), pg_notify(?, ?)
            """;

    private final Connection connection;
    private final PreparedStatement statement;
    private int at = 1;

    private Append(Connection connection, PreparedStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    /**
     * Appends, if every log still stands where it stood.
     *
     * @param changes of different windows; at least one
     * @throws SQLException also when another transaction has appended first
     */
    static void all(Connection connection, List<Change> changes, Instance teller) throws SQLException {
        try (var statement = connection.prepareStatement(STATEMENT)) {
            var append = new Append(connection, statement);
            append.plans(changes);
            append.events(changes);
            append.outbox(changes);
            append.timers(changes);
            append.heads(changes);
            append.news(teller);
            try (var row = statement.executeQuery()) {
                row.next();
                if (row.getInt(1) != changes.size()) {
                    throw new SQLException("a log does not stand where it stood any more: one of "
                            + changes.stream().map(Change::window).toList());
                }
            }
        }
    }

    private void plans(List<Change> changes) throws SQLException {
        List<Window> planned =
                changes.stream().flatMap(change -> change.planned().stream()).toList();
        texts(planned.stream().map(Window::planHash));
        texts(planned.stream().map(Window::plan).map(Json::write));
    }

    private void events(List<Change> changes) throws SQLException {
        List<LoggedEvent> events = changes.stream()
                .flatMap(change -> change.entries().stream())
                .map(Ledger.Entry::event)
                .toList();
        texts(events.stream().map(LoggedEvent::window));
        statement.setArray(at++, Columns.numbers(connection, events.stream().map(LoggedEvent::sequence)));
        texts(events.stream().map(LoggedEvent::type));
        statement.setArray(at++, Columns.times(connection, events.stream().map(LoggedEvent::time)));
        texts(events.stream().map(LoggedEvent::body));
        texts(events.stream().map(LoggedEvent::hash));
    }

    private record Outgoing(String window, ProducerRecord<String, byte[]> record) {}

    private void outbox(List<Change> changes) throws SQLException {
        List<Outgoing> records = changes.stream()
                .flatMap(change -> change.records().stream().map(record -> new Outgoing(change.window(), record)))
                .toList();
        texts(records.stream().map(Outgoing::window));
        texts(records.stream().map(outgoing -> outgoing.record().topic()));
        texts(records.stream().map(outgoing -> outgoing.record().key()));
        texts(records.stream().map(outgoing -> Outbox.headers(outgoing.record())));
        statement.setArray(at++, Columns.bytes(connection, records.stream().map(outgoing -> outgoing.record()
                .value())));
    }

    private record Due(String window, Timer timer) {}

    private record Gone(String window, String timer) {}

    private void timers(List<Change> changes) throws SQLException {
        List<Gone> gone = changes.stream()
                .flatMap(change -> change.goneTimers().map(name -> new Gone(change.window(), name)))
                .toList();
        texts(gone.stream().map(Gone::window));
        texts(gone.stream().map(Gone::timer));
        List<Due> due = changes.stream()
                .flatMap(change -> change.setTimers().map(timer -> new Due(change.window(), timer)))
                .toList();
        texts(due.stream().map(Due::window));
        texts(due.stream().map(each -> each.timer().name()));
        statement.setArray(at++, Columns.times(connection, due.stream().map(each -> each.timer()
                .due())));
    }

    private void heads(List<Change> changes) throws SQLException {
        List<Change> sorted =
                changes.stream().sorted(Comparator.comparing(Change::window)).toList();
        texts(sorted.stream().map(Change::window));
        statement.setArray(at++, Columns.numbers(connection, sorted.stream().map(change -> change.before()
                .sequence())));
        statement.setArray(at++, Columns.numbers(connection, sorted.stream().map(change -> change.head()
                .sequence())));
        texts(sorted.stream().map(change -> change.head().hash()));
        texts(sorted.stream()
                .map(change ->
                        change.state().map(state -> state.status().label()).orElse("not-scheduled")));
        texts(ofState(sorted, state -> state.plan().name()));
        texts(ofState(sorted, state -> state.plan().target()));
        truths(sorted, state -> state.status().isOpen());
        statement.setArray(at++, Columns.times(connection, sorted.stream().map(change -> change.state()
                .filter(state -> state.status().isOpen())
                .map(state -> change.at())
                .orElse(null))));
        truths(sorted, state -> state.silentSince() != null);
        texts(ofState(sorted, Window::planHash));
        texts(ofState(sorted, Standing::of));
        statement.setArray(at++, Columns.times(connection, sorted.stream().map(Change::at)));
    }

    private void news(Instance teller) throws SQLException {
        statement.setString(at++, CommitNews.CHANNEL);
        statement.setString(at++, teller.name());
    }

    private static Stream<@Nullable String> ofState(List<Change> changes, Function<Window, String> value) {
        return changes.stream().map(change -> change.state().map(value).orElse(null));
    }

    private void truths(List<Change> changes, Function<Window, Boolean> value) throws SQLException {
        statement.setArray(at++, Columns.truths(connection, changes.stream().map(change -> change.state()
                .map(value)
                .orElse(false))));
    }

    private void texts(Stream<@Nullable String> values) throws SQLException {
        statement.setArray(at++, Columns.texts(connection, values));
    }
}
