package io.tidegate.slackbot.window;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.slackbot.report.Chronicle;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Windows in schema {@code bot}. */
public final class PostgresWindows implements Windows {
    private static final String COLUMNS = "id, channel, sequence, state, chronicle, event_at, heard_at";
    private static final String[] OPEN = Arrays.stream(Status.values())
            .filter(Status::isOpen)
            .map(Status::label)
            .toArray(String[]::new);
    private static final String[] ENDED = Arrays.stream(Status.values())
            .filter(Status::isFinal)
            .map(Status::label)
            .toArray(String[]::new);

    private final TransactionOperations<Connection> transactions;
    private final JdbcOperations jdbc;

    public PostgresWindows(TransactionOperations<Connection> transactions, JdbcOperations jdbc) {
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Tracked> find(String id) {
        return transactions.executeRead(status -> select(id));
    }

    @Override
    public List<Tracked> inChannel(String channel) {
        String sql = "SELECT " + COLUMNS + """
                 FROM bot.windows WHERE channel = ? AND starts_at IS NOT NULL
                ORDER BY status = ANY (?), starts_at DESC LIMIT 20
                """;
        return transactions.executeRead(transaction -> jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            select.setString(1, channel);
            select.setArray(2, select.getConnection().createArrayOf("text", ENDED));
            return all(select);
        }));
    }

    @Override
    public List<Tracked> ofWave(String channel, String wave) {
        String sql = "SELECT " + COLUMNS + """
                 FROM bot.windows WHERE channel = ? AND state #>> '{wave,id}' = ?
                ORDER BY (state #>> '{wave,place}')::int
                """;
        return transactions.executeRead(transaction -> jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            select.setString(1, channel);
            select.setString(2, wave);
            return all(select);
        }));
    }

    @Override
    public List<Tracked> open() {
        String sql = "SELECT " + COLUMNS + " FROM bot.windows WHERE status = ANY (?)";
        return transactions.executeRead(transaction -> jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            select.setArray(1, select.getConnection().createArrayOf("text", OPEN));
            return all(select);
        }));
    }

    @Override
    public Optional<ZoneId> zoneOf(String plan) {
        String sql = """
                SELECT state #>> '{plan,window,zone}' FROM bot.windows
                WHERE plan = ? ORDER BY changed_at DESC LIMIT 1
                """;
        return transactions.executeRead(transaction -> jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            select.setString(1, plan);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(ZoneId.of(row.getString(1))) : Optional.<ZoneId>empty();
            }
        }));
    }

    @Override
    public Optional<Change> change(String id, Function<Tracked, Optional<Change>> change) {
        return transactions.executeWrite(transaction -> {
            lock(id);
            Optional<Change> made = change.apply(select(id).orElseGet(() -> Tracked.unknown(id)));
            made.ifPresent(this::keep);
            return made;
        });
    }

    /** Also for a window that has no row yet, which a row's lock could not do. */
    private void lock(String id) {
        jdbc.prepareStatement(
                "SELECT pg_advisory_xact_lock(hashtextextended('tidegate-bot-window ' || ?, 0))", lock -> {
                    lock.setString(1, id);
                    return lock.execute();
                });
    }

    private Optional<Tracked> select(String id) {
        return jdbc.prepareStatement(
                "SELECT " + COLUMNS + " FROM bot.windows WHERE id = ?", (PreparedStatement select) -> {
                    select.setString(1, id);
                    return all(select).stream().findFirst();
                });
    }

    private void keep(Change change) {
        Tracked tracked = change.tracked();
        String sql = """
                INSERT INTO bot.windows
                  (id, plan, channel, status, starts_at, sequence, state, chronicle, event_at, heard_at, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, ?::json, ?::json, ?, ?, now())
                ON CONFLICT (id) DO UPDATE SET
                  plan = excluded.plan, status = excluded.status,
                  -- once the card stands, the channel is as Slack names it and not as the plan does
                  channel = CASE WHEN windows.card_ts IS NULL THEN excluded.channel ELSE windows.channel END,
                  starts_at = excluded.starts_at, sequence = excluded.sequence, state = excluded.state,
                  chronicle = excluded.chronicle, event_at = excluded.event_at, heard_at = excluded.heard_at, changed_at = excluded.changed_at
                """;
        jdbc.prepareStatement(sql, upsert -> {
            Optional<Window> window = tracked.window();
            upsert.setString(1, tracked.id());
            upsert.setString(2, window.map(known -> known.plan().name()).orElse(null));
            upsert.setString(3, tracked.channel());
            upsert.setString(4, window.map(known -> known.status().label()).orElse("not-scheduled"));
            upsert.setObject(5, time(window.map(Window::startsAt).orElse(null)));
            upsert.setLong(6, tracked.sequence());
            upsert.setString(7, window.map(Json::write).orElse("null"));
            upsert.setString(8, Json.write(tracked.chronicle()));
            upsert.setObject(9, time(tracked.eventAt()));
            upsert.setObject(10, time(tracked.heardAt()));
            return upsert.executeUpdate();
        });
        say(tracked, change.sayings());
    }

    private void say(Tracked tracked, List<Saying> sayings) {
        String sql = "INSERT INTO bot.posts (window_id, sequence, kind, person, text) VALUES (?, ?, ?, ?, ?)";
        jdbc.prepareStatement(sql, insert -> {
            for (Saying saying : sayings) {
                insert.setString(1, tracked.id());
                insert.setLong(2, tracked.sequence());
                insert.setString(3, saying.kind().name());
                insert.setString(4, saying.person());
                insert.setString(5, saying.text());
                insert.addBatch();
            }
            return insert.executeBatch();
        });
    }

    private static List<Tracked> all(PreparedStatement select) throws SQLException {
        List<Tracked> all = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                all.add(tracked(row));
            }
        }
        return all;
    }

    /** Reads the {@link #COLUMNS}. */
    private static Tracked tracked(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return new Tracked(
                row.getString("id"),
                row.getString("channel"),
                row.getLong("sequence"),
                state.equals("null") ? WindowState.none() : Json.read(state, Window.class),
                Json.read(row.getString("chronicle"), Chronicle.class),
                instant(row, "event_at"),
                instant(row, "heard_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
