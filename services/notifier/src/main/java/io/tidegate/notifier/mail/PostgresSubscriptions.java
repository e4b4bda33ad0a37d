package io.tidegate.notifier.mail;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Base64;

/** Subscriptions in schema {@code notifier}. */
public final class PostgresSubscriptions implements Subscriptions {
    private static final int TOKEN_BYTES = 18;

    private final TransactionOperations<Connection> transactions;
    private final JdbcOperations jdbc;
    private final SecureRandom random = new SecureRandom();

    public PostgresSubscriptions(TransactionOperations<Connection> transactions, JdbcOperations jdbc) {
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @Override
    public String token(String addressKey) {
        byte[] fresh = new byte[TOKEN_BYTES];
        random.nextBytes(fresh);
        // The row is given back also where it was there: its token, not the fresh one.
        String sql = """
                INSERT INTO notifier.subscriptions (address_key, token) VALUES (?, ?)
                ON CONFLICT (address_key) DO UPDATE SET address_key = excluded.address_key
                RETURNING token
                """;
        return transactions.executeWrite(transaction -> jdbc.prepareStatement(sql, (PreparedStatement upsert) -> {
            upsert.setString(1, addressKey);
            upsert.setString(2, Base64.getUrlEncoder().withoutPadding().encodeToString(fresh));
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }));
    }

    @Override
    public boolean isKnown(String token) {
        String sql = "SELECT FROM notifier.subscriptions WHERE token = ?";
        return transactions.executeRead(transaction -> jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            select.setString(1, token);
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        }));
    }

    @Override
    public boolean stop(String token) {
        String sql = """
                UPDATE notifier.subscriptions SET unsubscribed_at = coalesce(unsubscribed_at, now()) WHERE token = ?
                """;
        return transactions.executeWrite(transaction -> jdbc.prepareStatement(sql, (PreparedStatement update) -> {
            update.setString(1, token);
            return update.executeUpdate() == 1;
        }));
    }
}
