package io.tidegate.dbagent.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An advisory lock in the maintenance database, held by a session of its own. Whoever takes it first ends what an earlier
 * holder has left at work.
 */
public final class AdvisoryLock extends PolledLock {
    private static final Logger LOG = LoggerFactory.getLogger(AdvisoryLock.class);
    /** "TIDE" in ASCII; the second half of the key is made of the target's name. */
    private static final int CLASS = 0x54494445;

    private static final Duration TO_END = Duration.ofSeconds(30);
    private static final int VALID_SECONDS = 2;

    private final TargetServer server;
    private final int key;
    private @Nullable Connection held;

    public AdvisoryLock(TargetServer server, String target) {
        this.server = server;
        CRC32 crc = new CRC32();
        crc.update(target.getBytes(StandardCharsets.UTF_8));
        key = (int) crc.getValue();
    }

    /** Asks the server: a session that was ended there has let go of the lock. */
    @Override
    public synchronized boolean isHeld() {
        Connection connection = held;
        try {
            return connection != null && connection.isValid(VALID_SECONDS);
        } catch (SQLException e) {
            throw new IllegalStateException("only a negative time-out is refused", e);
        }
    }

    @Override
    public void endWork() throws SQLException, InterruptedException {
        try (Connection connection = server.lock()) {
            Sessions.endNamed(connection, server.applicationName(), TO_END);
        }
    }

    @Override
    public synchronized void close() {
        if (held != null) {
            try {
                held.close();
            } catch (SQLException e) {
                LOG.debug("The lock's session is gone already: {}", reason(e));
            }
            held = null;
        }
    }

    @Override
    protected String untaken(Exception e) {
        return "The target's server cannot be reached yet: "
                + (e instanceof SQLException sql ? reason(sql) + " (" + sql.getSQLState() + ")" : e.toString());
    }

    @Override
    protected synchronized boolean take() throws SQLException, InterruptedException {
        if (isHeld()) {
            return true;
        }
        close();
        Connection connection = server.lock();
        boolean done = false;
        try (var select = connection.prepareStatement("SELECT pg_try_advisory_lock(?, ?)")) {
            select.setInt(1, CLASS);
            select.setInt(2, key);
            try (var row = select.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    return false;
                }
            }
            int ended = Sessions.endNamed(connection, server.applicationName(), TO_END);
            if (ended > 0) {
                LOG.warn("Ended {} sessions that an earlier agent has left at work", ended);
            }
            held = connection;
            done = true;
            return true;
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }

    private static String reason(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
