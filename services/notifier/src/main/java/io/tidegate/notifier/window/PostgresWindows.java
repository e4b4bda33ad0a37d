package io.tidegate.notifier.window;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.notifier.notice.Earlier;
import io.tidegate.notifier.notice.Owed;
import io.tidegate.notifier.notice.OwedCall;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Windows in schema {@code notifier}. */
public final class PostgresWindows implements Windows {
    private final TransactionOperations<Connection> transactions;
    private final JdbcOperations jdbc;
    private final PostgresDebts debts;

    public PostgresWindows(TransactionOperations<Connection> transactions, JdbcOperations jdbc, PostgresDebts debts) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.debts = debts;
    }

    @Override
    public void about(String window, Consumer<Desk> work) {
        transactions.executeWrite(transaction -> {
            lock(window);
            work.accept(new Rows(window));
            return window;
        });
    }

    /** Also for a window that has no row yet, which a row's lock could not do. */
    private void lock(String window) {
        jdbc.prepareStatement(
                "SELECT pg_advisory_xact_lock(hashtextextended('tidegate-notifier-window ' || ?, 0))", lock -> {
                    lock.setString(1, window);
                    return lock.execute();
                });
    }

    @Override
    public List<Stuck> stuck() {
        String sql = """
                SELECT e.window_id, coalesce(w.refused, 'event ' || coalesce(w.sequence, 0) + 1 || ' is missing') AS why
                FROM (SELECT DISTINCT window_id FROM notifier.early_events) e
                LEFT JOIN notifier.windows w ON w.id = e.window_id
                ORDER BY e.window_id
                """;
        return transactions.executeRead(transaction -> jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            List<Stuck> stuck = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    stuck.add(new Stuck(row.getString("window_id"), row.getString("why")));
                }
            }
            return stuck;
        }));
    }

    /** One window's rows, in the transaction that holds its lock. */
    private final class Rows implements Desk {
        private final String window;

        Rows(String window) {
            this.window = window;
        }

        @Override
        public Tracked tracked() {
            String sql = "SELECT sequence, hash, state, earlier, refused FROM notifier.windows WHERE id = ?";
            return jdbc.prepareStatement(sql, (PreparedStatement select) -> {
                select.setString(1, window);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? new Tracked(
                                    window,
                                    row.getLong("sequence"),
                                    row.getString("hash"),
                                    state(row.getString("state")),
                                    earlier(row.getString("earlier")),
                                    row.getString("refused"))
                            : Tracked.unknown(window);
                }
            });
        }

        private WindowState state(String json) {
            return json.equals("null") ? WindowState.none() : Json.read(json, Window.class);
        }

        private static @Nullable Earlier earlier(@Nullable String json) {
            return json == null ? null : Json.read(json, Earlier.class);
        }

        @Override
        public void keep(Tracked tracked) {
            String sql = """
                    INSERT INTO notifier.windows (id, sequence, hash, state, status, starts_at, earlier, refused)
                    VALUES (?, ?, ?, ?::json, ?, ?, ?::json, ?)
                    ON CONFLICT (id) DO UPDATE SET
                      sequence = excluded.sequence, hash = excluded.hash, state = excluded.state,
                      status = excluded.status, starts_at = excluded.starts_at, earlier = excluded.earlier,
                      refused = excluded.refused, changed_at = now()
                    """;
            Optional<Window> state = tracked.window();
            jdbc.prepareStatement(sql, upsert -> {
                upsert.setString(1, window);
                upsert.setLong(2, tracked.sequence());
                upsert.setString(3, tracked.hash());
                upsert.setString(4, state.map(Json::write).orElse("null"));
                upsert.setString(5, state.map(known -> known.status().label()).orElse("not-scheduled"));
                upsert.setObject(
                        6,
                        state.map(known -> known.startsAt().atOffset(ZoneOffset.UTC))
                                .orElse(null));
                upsert.setString(7, tracked.earlier() == null ? null : Json.write(tracked.earlier()));
                upsert.setString(8, tracked.refused());
                return upsert.executeUpdate();
            });
        }

        @Override
        public void layAside(LoggedEvent event) {
            String sql = """
                    INSERT INTO notifier.early_events (window_id, sequence, body) VALUES (?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """;
            jdbc.prepareStatement(sql, insert -> {
                insert.setString(1, window);
                insert.setLong(2, event.sequence());
                insert.setString(3, event.body());
                return insert.executeUpdate();
            });
        }

        @Override
        public Optional<LoggedEvent> takeUp(long sequence) {
            String sql = "DELETE FROM notifier.early_events WHERE window_id = ? AND sequence = ? RETURNING body";
            return jdbc.prepareStatement(sql, (PreparedStatement delete) -> {
                delete.setString(1, window);
                delete.setLong(2, sequence);
                try (ResultSet row = delete.executeQuery()) {
                    return row.next() ? Optional.of(LoggedEvent.open(row.getString(1))) : Optional.<LoggedEvent>empty();
                }
            });
        }

        @Override
        public void owe(List<Owed> owed) {
            owed.forEach(debts::note);
        }

        @Override
        public void call(List<OwedCall> owed) {
            owed.forEach(debts::note);
        }

        @Override
        public void settled(String report) {
            debts.settled(report);
        }
    }
}
