package io.tidegate.notifier.window;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.notifier.delivery.Carrier;
import io.tidegate.notifier.delivery.Media;
import io.tidegate.notifier.notice.Call;
import io.tidegate.notifier.notice.Matter;
import io.tidegate.notifier.notice.NoticeFacts;
import io.tidegate.notifier.notice.Owed;
import io.tidegate.notifier.notice.OwedCall;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is owed, noted in the transaction that folds the event: deliveries, their letters, and updates of the page. */
public final class PostgresDebts {
    private final JdbcOperations jdbc;
    private final Set<String> mayUnsubscribe;
    private final Clock clock;

    /** @param mayUnsubscribe audiences whose members may have said stop */
    public PostgresDebts(JdbcOperations jdbc, Set<String> mayUnsubscribe, Clock clock) {
        this.jdbc = jdbc;
        this.mayUnsubscribe = Set.copyOf(mayUnsubscribe);
        this.clock = clock;
    }

    /** @param key of the report that is owed */
    private record Delivery(
            String key, String kind, Matter matter, String medium, boolean published, boolean toReport) {}

    void note(Owed owed) {
        var delivery =
                new Delivery(owed.key(), "notice", owed.facts(), Media.label(owed.medium()), owed.isPublished(), true);
        OptionalLong id = noted(delivery);
        if (id.isEmpty()) {
            return;
        }
        if (owed.isPublished()) {
            publish(owed);
        } else {
            letters(owed, id.getAsLong());
        }
    }

    void note(OwedCall owed) {
        Call call = owed.call();
        Carrier carrier = Carrier.of(call.channel());
        OptionalLong id = noted(new Delivery(call.key(), "call", call, carrier.label(), false, call.isReported()));
        if (id.isPresent()) {
            owed.addresses().forEach(address -> letter(id.getAsLong(), call, carrier, address, call.thread()));
            remark(id.getAsLong(), owed.remark());
        }
    }

    /** The row's number; empty when it is noted already. */
    private OptionalLong noted(Delivery delivery) {
        String sql = """
                INSERT INTO notifier.deliveries (key, kind, window_id, medium, facts, published, to_report)
                VALUES (?, ?, ?, ?, ?::json, ?, ?) ON CONFLICT (key) DO NOTHING RETURNING id
                """;
        return jdbc.prepareStatement(sql, (PreparedStatement insert) -> {
            insert.setString(1, delivery.key());
            insert.setString(2, delivery.kind());
            insert.setString(3, delivery.matter().window());
            insert.setString(4, delivery.medium());
            insert.setString(5, Json.write(delivery.matter()));
            insert.setInt(6, delivery.published() ? 1 : 0);
            insert.setBoolean(7, delivery.toReport());
            try (ResultSet row = insert.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        });
    }

    private void publish(Owed owed) {
        String sql = """
                INSERT INTO notifier.updates (window_id, occasion, facts, on_page, on_banner, at)
                VALUES (?, ?, ?::json, ?, ?, ?)
                ON CONFLICT (window_id, occasion) DO UPDATE SET
                  on_page = updates.on_page OR excluded.on_page, on_banner = updates.on_banner OR excluded.on_banner
                """;
        NoticeFacts facts = owed.facts();
        jdbc.prepareStatement(sql, upsert -> {
            upsert.setString(1, facts.window());
            upsert.setString(2, facts.occasion());
            upsert.setString(3, Json.write(facts));
            upsert.setBoolean(4, owed.medium() == Plan.Medium.STATUS_PAGE);
            upsert.setBoolean(5, owed.medium() == Plan.Medium.BANNER);
            upsert.setObject(6, facts.at().atOffset(ZoneOffset.UTC));
            return upsert.executeUpdate();
        });
    }

    private void letters(Owed owed, long delivery) {
        Carrier carrier = Carrier.of(owed.medium());
        int unsubscribed = 0;
        int elsewhere = 0;
        for (String address : owed.addresses()) {
            if (isUnsubscribed(owed, address)) {
                unsubscribed++;
            } else if (!letter(delivery, owed.facts(), carrier, address, null)) {
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
        remark(delivery, String.join("; ", remarks));
    }

    private boolean isUnsubscribed(Owed owed, String address) {
        if (owed.medium() != Plan.Medium.EMAIL
                || !mayUnsubscribe.contains(owed.facts().audience())) {
            return false;
        }
        String sql = "SELECT FROM notifier.subscriptions WHERE address_key = ? AND unsubscribed_at IS NOT NULL";
        return jdbc.prepareStatement(sql, (PreparedStatement select) -> {
            select.setString(1, Carrier.EMAIL.addressKey(address));
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        });
    }

    /**
     * False when the address gets that already.
     *
     * @param thread letters of one thread go to their address one after the other; null for none
     */
    private boolean letter(long delivery, Matter matter, Carrier carrier, String address, @Nullable String thread) {
        String sql = """
                INSERT INTO notifier.ledger
                  (delivery_id, window_id, occasion, medium, address, address_key, thread, due_at, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (window_id, occasion, medium, address_key) DO NOTHING
                """;
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.prepareStatement(sql, insert -> {
            insert.setLong(1, delivery);
            insert.setString(2, matter.window());
            insert.setString(3, matter.occasion());
            insert.setString(4, carrier.label());
            insert.setString(5, address);
            insert.setString(6, carrier.addressKey(address));
            insert.setString(7, thread);
            insert.setObject(8, now);
            insert.setObject(9, now);
            return insert.executeUpdate() == 1;
        });
    }

    private void remark(long delivery, String remark) {
        jdbc.prepareStatement("UPDATE notifier.deliveries SET remark = ? WHERE id = ?", update -> {
            update.setString(1, remark);
            update.setLong(2, delivery);
            return update.executeUpdate();
        });
    }

    /**
     * A notifier that reads an old log owes nothing of what the log says was settled then.
     *
     * @param report the id of the report that said so: a delivery's key for its first report
     */
    void settled(String report) {
        jdbc.prepareStatement(
                "UPDATE notifier.deliveries SET reported = true WHERE key = ? AND revision = 0", update -> {
                    update.setString(1, report);
                    return update.executeUpdate();
                });
        String sql = """
                UPDATE notifier.ledger l SET state = 'skipped', reason = 'the log says that it was settled before'
                FROM notifier.deliveries d
                WHERE d.key = ? AND l.delivery_id = d.id AND l.state = 'pending'
                """;
        jdbc.prepareStatement(sql, update -> {
            update.setString(1, report);
            return update.executeUpdate();
        });
    }
}
