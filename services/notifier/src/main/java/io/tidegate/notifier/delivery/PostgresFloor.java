package io.tidegate.notifier.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has the floor: of several notifiers on one database, one delivers. Held as a session lock, so that PostgreSQL gives it to
 * the next one as soon as the connection of a killed notifier is gone.
 */
public final class PostgresFloor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresFloor.class);

    private final DataSource database;
    private @Nullable Connection connection;
    private volatile boolean held;

    /** @param database gives connections that are this class's alone while it has them */
    public PostgresFloor(DataSource database) {
        this.database = database;
    }

    public boolean isHeld() {
        return held;
    }

    /** Takes the floor if it is free, and notices when it was lost. To be called every second or so. */
    public synchronized boolean claim() {
        try {
            Connection open = connection;
            if (open != null && !open.isValid(1)) {
                close();
                open = null;
            }
            if (open == null) {
                open = database.getConnection();
                connection = open;
            }
            boolean now = held || lock(open);
            if (now != held) {
                LOG.info("This notifier delivers");
            }
            held = now;
        } catch (SQLException e) {
            LOG.warn("The floor cannot be claimed: {}", e.getMessage());
            close();
        }
        return held;
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                        "SELECT pg_try_advisory_lock(hashtextextended('tidegate-notifier-floor', 0))");
                ResultSet row = lock.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public synchronized void close() {
        held = false;
        Connection open = connection;
        connection = null;
        if (open != null) {
            try (open) {
                // Closing gives the connection back to a pool, which would keep the lock: it is let go of first.
                if (open.isValid(1)) {
                    unlock(open);
                }
            } catch (SQLException e) {
                LOG.warn("The floor's connection could not be given back: {}", e.getMessage());
            }
        }
    }

    private static void unlock(Connection connection) throws SQLException {
        try (PreparedStatement unlock = connection.prepareStatement("SELECT pg_advisory_unlock_all()")) {
            unlock.execute();
        }
    }
}
