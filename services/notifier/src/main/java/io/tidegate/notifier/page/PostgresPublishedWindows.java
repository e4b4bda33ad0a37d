package io.tidegate.notifier.page;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window;
import io.tidegate.notifier.notice.Earlier;
import io.tidegate.notifier.notice.NoticeFacts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Windows and publications in schema {@code notifier}, for reading. */
public final class PostgresPublishedWindows implements PublishedWindows {
    private static final int MOST = 60;

    private final TransactionOperations<Connection> transactions;
    private final JdbcOperations jdbc;
    private final Function<NoticeFacts, Wording> words;

    /** A notice in words. Both are plain text. */
    public record Wording(String title, String body) {}

    /** @param words says what a notice says */
    public PostgresPublishedWindows(
            TransactionOperations<Connection> transactions, JdbcOperations jdbc, Function<NoticeFacts, Wording> words) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.words = words;
    }

    @Override
    public String version() {
        String sql = """
                SELECT (SELECT coalesce(sum(sequence), 0) FROM notifier.windows)
                       || '.' || (SELECT count(*) FROM notifier.windows)
                       || '.' || (SELECT coalesce(sum(id * (1 + on_page::int + 2 * on_banner::int)), 0)
                                  FROM notifier.updates)
                """;
        return transactions.executeRead(transaction -> jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }));
    }

    @Override
    public List<PublishedWindow> latest() {
        return transactions.executeRead(transaction -> {
            Map<String, List<Publication>> publications = publications();
            String sql = """
                    SELECT id, state, earlier FROM notifier.windows
                    WHERE starts_at IS NOT NULL ORDER BY starts_at DESC, id LIMIT ?
                    """;
            return jdbc.prepareStatement(sql, (PreparedStatement select) -> {
                select.setInt(1, MOST);
                List<PublishedWindow> windows = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        String id = row.getString(1);
                        windows.add(new PublishedWindow(
                                id,
                                Json.read(row.getString(2), Window.class),
                                earlier(row.getString(3)),
                                publications.getOrDefault(id, List.of())));
                    }
                }
                return windows;
            });
        });
    }

    private static @Nullable Earlier earlier(@Nullable String json) {
        return json == null ? null : Json.read(json, Earlier.class);
    }

    private Map<String, List<Publication>> publications() {
        String sql = """
                SELECT u.window_id, u.facts, u.on_page, u.on_banner, u.at
                FROM notifier.updates u
                JOIN (SELECT id FROM notifier.windows
                      WHERE starts_at IS NOT NULL ORDER BY starts_at DESC, id LIMIT ?) w ON w.id = u.window_id
                ORDER BY u.at, u.id
                """;
        return jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            select.setInt(1, MOST);
            Map<String, List<Publication>> publications = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    publications
                            .computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .addAll(publications(row));
                }
            }
            return publications;
        });
    }

    private List<Publication> publications(ResultSet row) throws SQLException {
        NoticeFacts facts = Json.read(row.getString("facts"), NoticeFacts.class);
        Instant at = row.getObject("at", OffsetDateTime.class).toInstant();
        Wording wording = words.apply(facts);
        List<Publication> publications = new ArrayList<>();
        if (row.getBoolean("on_page")) {
            publications.add(publication(facts, Plan.Medium.STATUS_PAGE, wording, at));
        }
        if (row.getBoolean("on_banner")) {
            publications.add(publication(facts, Plan.Medium.BANNER, wording, at));
        }
        return publications;
    }

    private static Publication publication(NoticeFacts facts, Plan.Medium medium, Wording wording, Instant at) {
        return new Publication(
                facts.occasion(), medium, wording.title(), wording.body(), facts.template(), at, facts.startsAt());
    }
}
