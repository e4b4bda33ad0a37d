package io.tidegate.scenarios.rig;

import io.tidegate.local.junit.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What the services' tables say: what is still to be done now, and when something is to be done next. */
final class Books implements AutoCloseable {
    /** After which the orchestrator takes an agent for silent: three beats. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Connection connection;
    private final PreparedStatement toDo;
    private final PreparedStatement next;
    private final PreparedStatement heard;
    private final PreparedStatement open;
    private final PreparedStatement status;
    private final PreparedStatement statusOf;

    Books(Postgres postgres, String database) {
        try {
            connection = DriverManager.getConnection(database, postgres.adminUser(), postgres.adminPassword());
            toDo = connection.prepareStatement("""
                    WITH at AS (SELECT ?::timestamptz AS now, ?::timestamptz AS silent)
                    SELECT concat_ws(', ',
                      (SELECT count(*) || ' records in the outbox' FROM orchestrator.outbox HAVING count(*) > 0),
                      (SELECT 'timer ' || min(name) FROM orchestrator.timer, at WHERE due <= now HAVING count(*) > 0),
                      (SELECT 'silence of ' || min(target) FROM orchestrator.stream LEFT JOIN orchestrator.agent USING (target), at
                       WHERE open AND NOT stream.silent AND coalesce(last_heard, open_since) <= at.silent HAVING count(*) > 0),
                      (SELECT count(*) || ' letters to send' FROM notifier.ledger, at
                       WHERE state = 'sending' OR state = 'pending' AND due_at <= now HAVING count(*) > 0),
                      (SELECT count(*) || ' deliveries to report' FROM notifier.deliveries d
                       WHERE to_report AND NOT reported AND NOT EXISTS (
                         SELECT FROM notifier.ledger l
                         WHERE l.delivery_id = d.id AND state IN ('pending', 'sending'))
                       HAVING count(*) > 0))
                    """);
            next = connection.prepareStatement("""
                    SELECT least(
                      (SELECT min(due) FROM orchestrator.timer),
                      (SELECT min(coalesce(last_heard, open_since)) + ? * interval '1 second'
                       FROM orchestrator.stream LEFT JOIN orchestrator.agent USING (target) WHERE open AND NOT stream.silent),
                      (SELECT min(due_at) FROM notifier.ledger WHERE state = 'pending'))
                    """);
            heard = connection.prepareStatement(
                    "SELECT count(*) FROM orchestrator.agent WHERE target = ANY (?) AND last_heard >= ?");
            open = connection.prepareStatement("SELECT count(*) FROM orchestrator.stream WHERE open AND NOT silent");
            status = connection.prepareStatement(
                    "SELECT status FROM orchestrator.stream ORDER BY changed_at DESC LIMIT 1");
            statusOf = connection.prepareStatement("SELECT status FROM orchestrator.stream WHERE window_id = ?");
        } catch (SQLException e) {
            throw new IllegalStateException("the services' tables cannot be read", e);
        }
    }

    /** Empty when nothing is. */
    String toDo(Instant now) {
        try {
            toDo.setObject(1, at(now));
            toDo.setObject(2, at(now.minus(SILENCE)));
            try (var row = toDo.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<Instant> next() {
        try {
            next.setLong(1, SILENCE.toSeconds());
            try (var row = next.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has the orchestrator heard these targets' agents at that time or later? */
    boolean areHeard(List<String> targets, Instant time) {
        try {
            heard.setArray(1, connection.createArrayOf("text", targets.toArray()));
            heard.setObject(2, at(time));
            return count(heard) == targets.size();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Is there an open window whose agent is not taken for silent? */
    boolean isAnyOpen() {
        try {
            return count(open) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What somebody has not read, not said or not sent of the log; empty when nothing is missing. */
    String lost() {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT concat_ws(', ',
                          (SELECT 'a gap in the log of ' || min(window_id) FROM
                            (SELECT window_id FROM orchestrator.event GROUP BY window_id HAVING max(sequence) <> count(*)) AS gaps
                           HAVING count(*) > 0),
                          (SELECT 'the bot has not read all of ' || min(window_id)
                           FROM orchestrator.stream LEFT JOIN bot.windows ON id = window_id
                           WHERE windows.sequence IS DISTINCT FROM stream.sequence HAVING count(*) > 0),
                          (SELECT 'the notifier has not read all of ' || min(window_id)
                           FROM orchestrator.stream LEFT JOIN notifier.windows ON id = window_id
                           WHERE windows.sequence IS DISTINCT FROM stream.sequence HAVING count(*) > 0),
                          (SELECT count(*) || ' lines were not said' FROM bot.posts WHERE state <> 'sent' HAVING count(*) > 0),
                          (SELECT count(*) || ' letters were not sent' FROM notifier.ledger
                           WHERE state <> 'sent' HAVING count(*) > 0))
                        """)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the window that changed last. */
    String status() {
        try (var row = status.executeQuery()) {
            return row.next() ? row.getString(1) : "no window";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty where there is no such window. */
    String status(String window) {
        try {
            statusOf.setString(1, window);
            try (var row = statusOf.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int count(PreparedStatement count) throws SQLException {
        try (var row = count.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
