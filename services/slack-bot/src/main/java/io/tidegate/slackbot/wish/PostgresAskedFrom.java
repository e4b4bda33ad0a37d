package io.tidegate.slackbot.wish;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** In memory for the next seconds, in PostgreSQL for a restart between. */
public final class PostgresAskedFrom implements AskedFrom {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresAskedFrom.class);
    private static final int NEWEST = 1_000;

    private final TransactionOperations<Connection> transactions;
    private final JdbcOperations jdbc;
    private final Executor background;
    private final Map<String, String> newest = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > NEWEST;
        }
    });

    public PostgresAskedFrom(TransactionOperations<Connection> transactions, JdbcOperations jdbc, Executor background) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.background = background;
    }

    @Override
    public void remember(String wish, String channel) {
        newest.put(wish, channel);
        background.execute(() -> {
            try {
                store(wish, channel);
            } catch (RuntimeException e) {
                LOG.warn("Where wish {} came from is remembered in memory only: {}", wish, e.getMessage());
            }
        });
    }

    @Override
    public Optional<String> channelOf(String wish) {
        String known = newest.get(wish);
        return known != null ? Optional.of(known) : stored(wish);
    }

    private void store(String wish, String channel) {
        transactions.executeWrite(status -> jdbc.prepareStatement(
                "INSERT INTO bot.wishes (id, channel) VALUES (?, ?) ON CONFLICT (id) DO NOTHING", insert -> {
                    insert.setString(1, wish);
                    insert.setString(2, channel);
                    return insert.executeUpdate();
                }));
    }

    private Optional<String> stored(String wish) {
        return transactions.executeRead(status ->
                jdbc.prepareStatement("SELECT channel FROM bot.wishes WHERE id = ?", (PreparedStatement select) -> {
                    select.setString(1, wish);
                    try (ResultSet row = select.executeQuery()) {
                        return row.next() ? Optional.of(row.getString(1)) : Optional.<String>empty();
                    }
                }));
    }
}
