package io.tidegate.notifier.delivery;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.window.Status;
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
import java.util.Arrays;
import java.util.List;
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

    /** A letter with what its window has become. */
    private record Due(Letter letter, Status now) {}

    @Override
    public List<Letter> take(int atMost, Objection objection) {
        return transactions.executeWrite(transaction -> {
            List<Letter> taken = new ArrayList<>();
            for (Due due : due(atMost)) {
                Optional<String> whyNot = objection.whyNot(due.letter().facts(), due.now());
                if (whyNot.isPresent()) {
                    state(due.letter(), "skipped", whyNot.get(), null);
                } else {
                    onItsWay(due.letter());
                    taken.add(due.letter());
                }
            }
            return taken;
        });
    }

    private List<Due> due(int atMost) {
        String sql = """
                SELECT l.id, l.medium, l.address, l.attempts, d.facts, w.status
                FROM notifier.ledger l
                JOIN notifier.deliveries d USING (window_id, notice, audience, medium)
                JOIN notifier.windows w ON w.id = l.window_id
                WHERE l.state = 'pending' AND l.due_at <= ?
                ORDER BY l.due_at, l.id LIMIT ?
                FOR UPDATE OF l SKIP LOCKED
                """;
        return jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            select.setObject(1, at(clock.instant()));
            select.setInt(2, atMost);
            List<Due> due = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    due.add(new Due(letter(row), status(row.getString("status"))));
                }
            }
            return due;
        });
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(
                row.getLong("id"),
                Json.read(row.getString("facts"), NoticeFacts.class),
                Media.of(row.getString("medium")),
                row.getString("address"),
                row.getInt("attempts") + 1);
    }

    private static Status status(String label) {
        return Arrays.stream(Status.values())
                .filter(status -> status.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no status '" + label + "'"));
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
                SELECT d.window_id, d.notice, d.audience, d.medium, d.revision, d.published, d.remark,
                  count(*) FILTER (WHERE l.state = 'sent') AS sent,
                  count(*) FILTER (WHERE l.state = 'failed') AS failed,
                  count(*) FILTER (WHERE l.state = 'uncertain') AS uncertain,
                  count(*) FILTER (WHERE l.state = 'skipped') AS skipped,
                  coalesce(array_agg(DISTINCT l.reason)
                    FILTER (WHERE l.state <> 'sent' AND l.reason <> ''), '{}') AS reasons
                FROM notifier.deliveries d
                LEFT JOIN notifier.ledger l USING (window_id, notice, audience, medium)
                WHERE NOT d.reported
                GROUP BY d.window_id, d.notice, d.audience, d.medium
                HAVING count(*) FILTER (WHERE l.state IN ('pending', 'sending')) = 0
                ORDER BY d.requested_at, d.window_id, d.notice, d.audience, d.medium LIMIT ?
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
                row.getString("window_id"),
                row.getString("notice"),
                row.getString("audience"),
                Media.of(row.getString("medium")),
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
        String sql = """
                UPDATE notifier.deliveries SET reported = true
                WHERE window_id = ? AND notice = ? AND audience = ? AND medium = ? AND revision = ?
                """;
        transactions.executeWrite(transaction -> update(sql, statement -> {
            statement.setString(1, account.window());
            statement.setString(2, account.notice());
            statement.setString(3, account.audience());
            statement.setString(4, Media.label(account.medium()));
            statement.setInt(5, account.revision());
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
