package io.tidegate.slackbot.posting;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import io.tidegate.slackbot.window.Saying;
import io.tidegate.slackbot.window.Tracked;
import io.tidegate.slackbot.window.Windows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be said, in schema {@code bot}. */
public final class PostgresPosts implements Posts {
    /**
     * A card is due for a window that changed lately or has one already: old logs are read without posting. What runs
     * out on a card (the point of no return, the time to mend) goes on without an event.
     */
    private static final String CARD_IS_DUE = """
            w.starts_at IS NOT NULL
            AND (w.card_sequence < w.sequence
                OR w.status IN ('in-progress', 'needs-person') AND w.card_at < now() - interval '30 seconds')
            AND (w.card_ts IS NOT NULL OR EXISTS (SELECT FROM bot.posts p WHERE p.window_id = w.id))
            """;

    private final TransactionOperations<Connection> transactions;
    private final JdbcOperations jdbc;
    private final Windows windows;

    public PostgresPosts(TransactionOperations<Connection> transactions, JdbcOperations jdbc, Windows windows) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.windows = windows;
    }

    @Override
    public List<String> channels() {
        String sql = """
                SELECT DISTINCT w.channel FROM bot.windows w WHERE w.channel <> '' AND (
                """ + CARD_IS_DUE + """
                   OR EXISTS (SELECT FROM bot.posts p WHERE p.window_id = w.id AND p.state IN ('waiting', 'sending')))
                """;
        return transactions.executeRead(status -> jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            List<String> channels = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    channels.add(row.getString(1));
                }
            }
            return channels;
        }));
    }

    /** A card and the state that it shall show are read together. */
    @Override
    public Optional<CardDue> cardDue(String channel) {
        String sql = "SELECT w.id, w.card_ts FROM bot.windows w WHERE w.channel = ? AND " + CARD_IS_DUE
                + " ORDER BY w.card_ts IS NOT NULL, w.changed_at LIMIT 1";
        return transactions.executeRead(status -> jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            select.setString(1, channel);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.<CardDue>empty();
                }
                String ts = row.getString(2);
                Optional<Tracked> tracked = windows.find(row.getString(1));
                return tracked.map(window -> new CardDue(window, ts));
            }
        }));
    }

    @Override
    public List<Waiting> lines(String channel) {
        return waiting(channel, "p.kind <> 'WHISPER' AND (w.card_ts IS NOT NULL OR w.card_sequence > 0)");
    }

    @Override
    public List<Waiting> whispers(String channel) {
        return waiting(channel, "p.kind = 'WHISPER'");
    }

    private List<Waiting> waiting(String channel, String which) {
        String sql = """
                SELECT p.id, p.window_id, p.kind, p.person, p.text, w.card_ts
                FROM bot.posts p JOIN bot.windows w ON w.id = p.window_id
                WHERE w.channel = ? AND p.state IN ('waiting', 'sending') AND\s""" + which + " ORDER BY p.id LIMIT 50";
        return transactions.executeRead(status -> jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            select.setString(1, channel);
            List<Waiting> waiting = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    waiting.add(new Waiting(
                            row.getLong("id"),
                            row.getString("window_id"),
                            Saying.Kind.valueOf(row.getString("kind")),
                            row.getString("person"),
                            row.getString("text"),
                            row.getString("card_ts")));
                }
            }
            return waiting;
        }));
    }

    @Override
    public void sending(List<Long> ids) {
        write(
                "UPDATE bot.posts SET state = 'sending' WHERE id = ANY (?)",
                update -> update.setArray(1, array(update, ids)));
    }

    @Override
    public void sent(List<Long> ids, String ts) {
        write("UPDATE bot.posts SET state = 'sent', ts = ?, sent_at = now() WHERE id = ANY (?)", update -> {
            update.setString(1, ts);
            update.setArray(2, array(update, ids));
        });
    }

    @Override
    public void givenUp(List<Long> ids, String reason) {
        write("UPDATE bot.posts SET state = 'given-up', trouble = ? WHERE id = ANY (?)", update -> {
            update.setString(1, reason);
            update.setArray(2, array(update, ids));
        });
    }

    @Override
    public void cardPosted(String window, String channel, String ts, long sequence) {
        write(
                "UPDATE bot.windows SET channel = ?, card_ts = ?, card_sequence = ?, card_at = now() WHERE id = ?",
                update -> {
                    update.setString(1, channel);
                    update.setString(2, ts);
                    update.setLong(3, sequence);
                    update.setString(4, window);
                });
    }

    @Override
    public void cardSettled(String window, long sequence) {
        write(
                "UPDATE bot.windows SET card_sequence = greatest(card_sequence, ?), card_at = now() WHERE id = ?",
                update -> {
                    update.setLong(1, sequence);
                    update.setString(2, window);
                });
    }

    @Override
    public void cardLost(String window) {
        write(
                "UPDATE bot.windows SET card_ts = NULL, card_sequence = 0 WHERE id = ?",
                update -> update.setString(1, window));
    }

    private interface Arguments {
        void put(PreparedStatement statement) throws java.sql.SQLException;
    }

    private void write(String sql, Arguments arguments) {
        transactions.executeWrite(status -> jdbc.prepareStatement(sql, update -> {
            arguments.put(update);
            return update.executeUpdate();
        }));
    }

    private static java.sql.Array array(PreparedStatement statement, List<Long> ids) throws java.sql.SQLException {
        return statement.getConnection().createArrayOf("bigint", ids.toArray(Long[]::new));
    }
}
