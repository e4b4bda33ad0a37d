package io.tidegate.notifier.delivery;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.window.Window;
import io.tidegate.notifier.notice.Call;
import io.tidegate.notifier.notice.Matter;
import io.tidegate.notifier.notice.NoticeFacts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ledger in schema {@code notifier}. */
public final class PostgresLedger implements Ledger {
    private final TransactionOperations<Connection> transactions;
    private final JdbcOperations jdbc;
    private final Clock clock;

    public PostgresLedger(TransactionOperations<Connection> transactions, JdbcOperations jdbc, Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A letter that is due.
     *
     * @param hasNothingToFollow it says how a call went on, and no call of that has gone out
     */
    private record Due(Letter letter, boolean hasNothingToFollow) {}

    @Override
    public List<Letter> take(int atMost, Objection objection) {
        return transactions.executeWrite(transaction -> {
            List<Letter> taken = new ArrayList<>();
            Map<String, Window> windows = new HashMap<>();
            for (Due due : due(atMost)) {
                Letter letter = due.letter();
                Window now = windows.computeIfAbsent(letter.matter().window(), this::window);
                Optional<String> whyNot = due.hasNothingToFollow()
                        ? Optional.of("the call that it follows on did not go out")
                        : objection.whyNot(letter.matter(), now);
                if (whyNot.isPresent()) {
                    state(letter, "skipped", whyNot.get(), null);
                } else {
                    onItsWay(letter);
                    taken.add(letter);
                }
            }
            return taken;
        });
    }

    /** Calls before notices: people wait for an answer. Of one thread only the first that is not settled. */
    private List<Due> due(int atMost) {
        String sql = """
                SELECT l.id, l.medium, l.address, l.attempts, d.kind, d.facts,
                  l.thread IS NOT NULL AND NOT d.to_report AND NOT EXISTS (
                    SELECT FROM notifier.ledger e
                    WHERE e.window_id = l.window_id AND e.thread = l.thread AND e.address_key = l.address_key
                      AND e.id < l.id AND e.state IN ('sent', 'uncertain')) AS nothing_to_follow
                FROM notifier.ledger l
                JOIN notifier.deliveries d ON d.id = l.delivery_id
                WHERE l.state = 'pending' AND l.due_at <= ?
                  AND (l.thread IS NULL OR NOT EXISTS (
                    SELECT FROM notifier.ledger e
                    WHERE e.window_id = l.window_id AND e.thread = l.thread AND e.address_key = l.address_key
                      AND e.id < l.id AND e.state IN ('pending', 'sending')))
                ORDER BY d.kind = 'call' DESC, l.due_at, l.id LIMIT ?
                FOR UPDATE OF l SKIP LOCKED
                """;
        return jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            select.setObject(1, at(clock.instant()));
            select.setInt(2, atMost);
            List<Due> due = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(new Due(letter(row), row.getBoolean("nothing_to_follow")));
                }
            }
            return due;
        });
    }

    private Window window(String id) {
        return jdbc.prepareStatement("SELECT state FROM notifier.windows WHERE id = ?", (PreparedStatement select) -> {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("no window " + id);
                }
                return Json.read(row.getString(1), Window.class);
            }
        });
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(
                row.getLong("id"),
                matter(row),
                Carrier.of(row.getString("medium")),
                row.getString("address"),
                row.getInt("attempts") + 1);
    }

    private static Matter matter(ResultSet row) throws SQLException {
        Class<? extends Matter> type = row.getString("kind").equals("call") ? Call.class : NoticeFacts.class;
        return Json.read(row.getString("facts"), type);
    }

    private void onItsWay(Letter letter) {
        update("""
                UPDATE notifier.ledger SET state = 'sending', attempts = ?, changed_at = now() WHERE id = ?
                """, statement -> {
            statement.setInt(1, letter.attempt());
            statement.setLong(2, letter.id());
        });
    }

    @Override
    public void postpone(Letter letter, String reason, Duration wait, Duration patience) {
        String sql = """
                UPDATE notifier.ledger SET
                  state = CASE WHEN created_at < ? THEN 'failed' ELSE 'pending' END,
                  due_at = ?, reason = ?, changed_at = now()
                WHERE id = ? AND state = 'sending'
                """;
        Instant next = clock.instant().plus(wait);
        transactions.executeWrite(transaction -> update(sql, statement -> {
            statement.setObject(1, at(next.minus(patience)));
            statement.setObject(2, at(next));
            statement.setString(3, reason);
            statement.setLong(4, letter.id());
        }));
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void settle(Letter letter, Outcome outcome) {
        transactions.executeWrite(transaction -> switch (outcome) {
            case Outcome.Sent(String providerId) -> {
                int changed = state(letter, "sent", "", providerId);
                if (providerId != null) {
                    PostgresReceipts.correct(jdbc, providerId);
                }
                yield changed;
            }
            case Outcome.Failed(String reason) -> state(letter, "failed", reason, null);
            case Outcome.Uncertain(String reason) -> state(letter, "uncertain", reason, null);
            case Outcome.Later(String reason, Duration asked) ->
                throw new IllegalArgumentException("a letter that goes again is not settled: " + reason + ", " + asked);
        });
    }

    /**
     * A letter that was given up as uncertain can still turn out well when its sender lives after all, and one that the
     * provider knows did leave.
     */
    private int state(Letter letter, String state, String reason, @Nullable String providerId) {
        String sql = """
                UPDATE notifier.ledger SET
                  state = CASE WHEN n.state = 'uncertain' AND provider_id IS NOT NULL THEN 'sent' ELSE n.state END,
                  reason = CASE WHEN n.state = 'uncertain' AND provider_id IS NOT NULL THEN '' ELSE n.reason END,
                  provider_id = coalesce(n.id, provider_id), changed_at = now()
                FROM (VALUES (?, ?, ?)) AS n (state, reason, id)
                WHERE ledger.id = ? AND ledger.state IN ('pending', 'sending', 'uncertain')
                """;
        return update(sql, statement -> {
            statement.setString(1, state);
            statement.setString(2, reason);
            statement.setString(3, providerId);
            statement.setLong(4, letter.id());
        });
    }

    @Override
    public int giveUpOnTheirWay() {
        String sql = """
                UPDATE notifier.ledger SET
                  state = CASE WHEN provider_id IS NULL THEN 'uncertain' ELSE 'sent' END,
                  reason = CASE WHEN provider_id IS NULL THEN 'the notifier ended between sending and noting' ELSE '' END,
                  changed_at = now()
                WHERE state = 'sending'
                """;
        return transactions.executeWrite(transaction -> update(sql, statement -> {}));
    }

    @Override
    public List<Account> toReport(int atMost) {
        String sql = """
                SELECT d.key, d.kind, d.facts, d.medium, d.revision, d.published, d.remark,
                  n.sent, n.failed, n.uncertain, n.skipped, n.reasons
                FROM notifier.deliveries d
                CROSS JOIN LATERAL (
                  SELECT count(*) FILTER (WHERE l.state IN ('pending', 'sending')) AS open,
                    count(*) FILTER (WHERE l.state = 'sent') AS sent,
                    count(*) FILTER (WHERE l.state = 'failed') AS failed,
                    count(*) FILTER (WHERE l.state = 'uncertain') AS uncertain,
                    count(*) FILTER (WHERE l.state = 'skipped') AS skipped,
                    coalesce(array_agg(DISTINCT l.reason)
                      FILTER (WHERE l.state <> 'sent' AND l.reason <> ''), '{}') AS reasons
                  FROM notifier.ledger l WHERE l.delivery_id = d.id) n
                WHERE d.to_report AND NOT d.reported AND n.open = 0
                ORDER BY d.requested_at, d.id LIMIT ?
                """;
        return transactions.executeRead(transaction -> jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            select.setInt(1, atMost);
            List<Account> accounts = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    accounts.add(account(row));
                }
            }
            return accounts;
        }));
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getString("key"),
                matter(row),
                row.getString("medium"),
                row.getInt("revision"),
                row.getInt("published"),
                row.getInt("sent"),
                row.getInt("failed"),
                row.getInt("uncertain"),
                row.getInt("skipped"),
                row.getString("remark"),
                List.of((String[]) row.getArray("reasons").getArray()));
    }

    @Override
    public void reported(Account account) {
        String sql = "UPDATE notifier.deliveries SET reported = true WHERE key = ? AND revision = ?";
        transactions.executeWrite(transaction -> update(sql, statement -> {
            statement.setString(1, account.key());
            statement.setInt(2, account.revision());
        }));
    }

    @Override
    public Optional<Instant> nextDue() {
        String sql = "SELECT min(due_at) FROM notifier.ledger WHERE state = 'pending'";
        return transactions.executeRead(transaction -> jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant);
            }
        }));
    }

    private interface Arguments {
        void put(PreparedStatement statement) throws SQLException;
    }

    private int update(String sql, Arguments arguments) {
        return jdbc.prepareStatement(sql, statement -> {
            arguments.put(statement);
            return statement.executeUpdate();
        });
    }
}
