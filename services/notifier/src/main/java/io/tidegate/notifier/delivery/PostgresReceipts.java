package io.tidegate.notifier.delivery;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;

/** Receipts in schema {@code notifier}; one that says failed corrects the ledger, and the report with it. */
public final class PostgresReceipts implements Receipts {
    private final TransactionOperations<Connection> transactions;
    private final JdbcOperations jdbc;
    private final Runnable corrected;

    /** @param corrected told when there may be something to report */
    public PostgresReceipts(TransactionOperations<Connection> transactions, JdbcOperations jdbc, Runnable corrected) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.corrected = corrected;
    }

    @Override
    public void note(String providerId, String status, int code, Instant at, long letter) {
        String sql = """
                INSERT INTO notifier.whatsapp_statuses (provider_id, status, code, at) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """;
        int rows = transactions.executeWrite(transaction -> {
            jdbc.prepareStatement(sql, insert -> {
                insert.setString(1, providerId);
                insert.setString(2, status);
                insert.setInt(3, code);
                insert.setObject(4, at.atOffset(ZoneOffset.UTC));
                return insert.executeUpdate();
            });
            return found(providerId, letter) + correct(jdbc, providerId);
        });
        if (rows > 0) {
            corrected.run();
        }
    }

    /** A letter whose answer was lost did leave: the provider knows it. */
    private int found(String providerId, long letter) {
        String sql = """
                WITH found AS (
                  UPDATE notifier.ledger
                  SET provider_id = ?, reason = '', changed_at = now(),
                      state = CASE state WHEN 'uncertain' THEN 'sent' ELSE state END
                  WHERE id = ? AND medium = 'whatsapp' AND provider_id IS NULL AND state IN ('sending', 'uncertain')
                  RETURNING state, delivery_id)
                UPDATE notifier.deliveries d SET revision = revision + 1, reported = false
                FROM found f
                WHERE f.state = 'sent' AND d.reported AND d.id = f.delivery_id
                """;
        return jdbc.prepareStatement(sql, update -> {
            update.setString(1, providerId);
            update.setLong(2, letter);
            return update.executeUpdate();
        });
    }

    /** Whichever of the two comes first, the note that it was sent or the receipt that it failed: the second calls this. */
    static int correct(JdbcOperations jdbc, String providerId) {
        // Two at once must see each other: whoever comes second waits for the first to commit.
        jdbc.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended('tidegate-receipt ' || ?, 0))", lock -> {
            lock.setString(1, providerId);
            return lock.execute();
        });
        String sql = """
                WITH undelivered AS (
                  UPDATE notifier.ledger l
                  SET state = 'failed', reason = 'WhatsApp error ' || s.code || ' after taking it', changed_at = now()
                  FROM notifier.whatsapp_statuses s
                  WHERE l.provider_id = ? AND s.provider_id = l.provider_id AND s.status = 'failed' AND l.state = 'sent'
                  RETURNING l.delivery_id)
                UPDATE notifier.deliveries d SET revision = revision + 1, reported = false
                FROM undelivered u
                WHERE d.id = u.delivery_id
                """;
        return jdbc.prepareStatement(sql, update -> {
            update.setString(1, providerId);
            return update.executeUpdate();
        });
    }
}
