package io.tidegate.notifier.window;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.delivery.Account;
import io.tidegate.notifier.delivery.Media;
import io.tidegate.notifier.notice.NoticeFacts;
import io.tidegate.notifier.notice.Owed;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is owed, noted in the transaction that folds the event: deliveries, their letters, and updates of the page. */
public final class PostgresDebts {
    private static final String KEY = "window_id = ? AND notice = ? AND audience = ? AND medium = ?";

    private final JdbcOperations jdbc;
    private final Set<String> mayUnsubscribe;
    private final Clock clock;

    /** @param mayUnsubscribe audiences whose members may have said stop */
    public PostgresDebts(JdbcOperations jdbc, Set<String> mayUnsubscribe, Clock clock) {
        this.jdbc = jdbc;
        this.mayUnsubscribe = Set.copyOf(mayUnsubscribe);
        this.clock = clock;
    }

    void note(Owed owed) {
        if (!delivery(owed)) {
            return;
        }
        if (owed.isPublished()) {
            publish(owed);
        } else {
            letters(owed);
        }
    }

    /** False when it is noted already. */
    private boolean delivery(Owed owed) {
        String sql = """
                INSERT INTO notifier.deliveries (window_id, notice, audience, medium, facts, published)
                VALUES (?, ?, ?, ?, ?::json, ?) ON CONFLICT DO NOTHING
                """;
        return jdbc.prepareStatement(sql, insert -> {
            key(insert, 1, owed);
            insert.setString(5, Json.write(owed.facts()));
            insert.setInt(6, owed.isPublished() ? 1 : 0);
            return insert.executeUpdate() == 1;
        });
    }

    private void publish(Owed owed) {
        String sql = """
                INSERT INTO notifier.updates (window_id, notice, facts, on_page, on_banner, at)
                VALUES (?, ?, ?::json, ?, ?, ?)
                ON CONFLICT (window_id, notice) DO UPDATE SET
                  on_page = updates.on_page OR excluded.on_page, on_banner = updates.on_banner OR excluded.on_banner
                """;
        NoticeFacts facts = owed.facts();
        jdbc.prepareStatement(sql, upsert -> {
            upsert.setString(1, facts.window());
            upsert.setString(2, facts.notice());
            upsert.setString(3, Json.write(facts));
            upsert.setBoolean(4, owed.medium() == Plan.Medium.STATUS_PAGE);
            upsert.setBoolean(5, owed.medium() == Plan.Medium.BANNER);
            upsert.setObject(6, facts.at().atOffset(ZoneOffset.UTC));
            return upsert.executeUpdate();
        });
    }

    private void letters(Owed owed) {
        int unsubscribed = 0;
        int elsewhere = 0;
        for (String address : owed.addresses()) {
            if (isUnsubscribed(owed, address)) {
                unsubscribed++;
            } else if (!letter(owed, address)) {
                elsewhere++;
            }
        }
        List<String> remarks = new ArrayList<>();
        if (owed.addresses().isEmpty()) {
            remarks.add("the audience has no address for it");
        }
        if (unsubscribed > 0) {
            remarks.add(unsubscribed + " unsubscribed");
        }
        if (elsewhere > 0) {
            remarks.add(elsewhere + " told with another audience");
        }
        remark(owed, String.join("; ", remarks));
    }

    private boolean isUnsubscribed(Owed owed, String address) {
        if (owed.medium() != Plan.Medium.EMAIL
                || !mayUnsubscribe.contains(owed.facts().audience())) {
            return false;
        }
        String sql = "SELECT FROM notifier.subscriptions WHERE address_key = ? AND unsubscribed_at IS NOT NULL";
        return jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            select.setString(1, Media.addressKey(owed.medium(), address));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        });
    }

    /** False when the address gets this notice already. */
    private boolean letter(Owed owed, String address) {
        String sql = """
                INSERT INTO notifier.ledger
                  (window_id, notice, audience, medium, address, address_key, due_at, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (window_id, notice, medium, address_key) DO NOTHING
                """;
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.prepareStatement(sql, insert -> {
            key(insert, 1, owed);
            insert.setString(5, address);
            insert.setString(6, Media.addressKey(owed.medium(), address));
            insert.setObject(7, now);
            insert.setObject(8, now);
            return insert.executeUpdate() == 1;
        });
    }

    private void remark(Owed owed, String remark) {
        jdbc.prepareStatement("UPDATE notifier.deliveries SET remark = ? WHERE " + KEY, update -> {
            update.setString(1, remark);
            key(update, 2, owed);
            return update.executeUpdate();
        });
    }

    private static void key(PreparedStatement statement, int first, Owed owed) throws SQLException {
        statement.setString(first, owed.facts().window());
        statement.setString(first + 1, owed.facts().notice());
        statement.setString(first + 2, owed.facts().audience());
        statement.setString(first + 3, Media.label(owed.medium()));
    }

    /** A notifier that reads an old log owes nothing of what the log says was settled then. */
    void settled(String window, WindowEvent.NoticeDelivered delivered, String cause) {
        boolean isFirst =
                cause.equals(Account.idOf(window, delivered.notice(), delivered.audience(), delivered.medium()));
        if (!isFirst) {
            return;
        }
        jdbc.prepareStatement(
                "UPDATE notifier.deliveries SET reported = true WHERE revision = 0 AND " + KEY,
                update -> named(update, window, delivered));
        jdbc.prepareStatement("""
                UPDATE notifier.ledger SET state = 'skipped', reason = 'the log says that it was settled before'
                WHERE state = 'pending' AND\s""" + KEY, update -> named(update, window, delivered));
    }

    private static int named(PreparedStatement update, String window, WindowEvent.NoticeDelivered delivered)
            throws SQLException {
        update.setString(1, window);
        update.setString(2, delivered.notice());
        update.setString(3, delivered.audience());
        update.setString(4, Media.label(delivered.medium()));
        return update.executeUpdate();
    }
}
