package io.tidegate.orchestrator.store;

import io.tidegate.orchestrator.settings.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What only one orchestrator may do at a time. Whoever holds a lease renews it; when the holder falls silent, another
 * takes it after {@link #LENGTH}. By the database's clock, which all share.
 */
@Singleton
public final class Lease {
    /** How long a lease lasts without renewal. */
    public static final Duration LENGTH = Duration.ofSeconds(3);

    /** How often a holder renews, and how often others look. */
    public static final Duration RENEWAL = Duration.ofSeconds(1);

    private final Database database;
    private final Instance instance;
    /** When this process took or renewed a lease, by its monotonic clock. */
    private final Map<String, Long> renewals = new ConcurrentHashMap<>();

    Lease(Database database, Instance instance) {
        this.database = database;
        this.instance = instance;
    }

    /** Takes the lease or renews it when that is due; false while another holds it. */
    public boolean hold(String name) {
        long now = System.nanoTime();
        Long renewed = renewals.get(name);
        if (renewed != null && now - renewed < RENEWAL.toNanos()) {
            return true;
        }
        boolean held = database.write(connection -> hold(connection, name));
        if (held) {
            renewals.put(name, now);
        } else {
            renewals.remove(name);
        }
        return held;
    }

    /**
     * The same inside a transaction, as a fence: the row stays locked, so that until the transaction's end nobody else
     * can take the lease, even if it runs out meanwhile.
     */
    public boolean hold(Connection connection, String name) throws SQLException {
        try (var take = connection.prepareStatement("""
                INSERT INTO orchestrator.lease AS lease (name, holder, held_until)
                VALUES (?, ?, clock_timestamp() + ? * interval '1 millisecond')
                ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
                WHERE lease.holder = excluded.holder OR lease.held_until < clock_timestamp()
                """)) {
            take.setString(1, name);
            take.setString(2, instance.name());
            take.setLong(3, LENGTH.toMillis());
            return take.executeUpdate() == 1;
        }
    }

    /** Gives up what this process holds, so that another need not wait. */
    public void release(String name) {
        renewals.remove(name);
        database.write(connection -> {
            try (var delete =
                    connection.prepareStatement("DELETE FROM orchestrator.lease WHERE name = ? AND holder = ?")) {
                delete.setString(1, name);
                delete.setString(2, instance.name());
                return delete.executeUpdate();
            }
        });
    }
}
