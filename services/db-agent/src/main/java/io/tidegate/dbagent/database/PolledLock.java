package io.tidegate.dbagent.database;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lock that is tried once a second until it is this agent's. */
public abstract class PolledLock implements TargetLock {
    private static final Logger LOG = LoggerFactory.getLogger(PolledLock.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    @Override
    public final void acquire() throws InterruptedException {
        boolean said = false;
        while (!isHeld()) {
            try {
                if (take()) {
                    return;
                }
                if (!said) {
                    LOG.warn("Another agent holds the lock of this target; this one waits");
                    said = true;
                }
            } catch (IOException | SQLException e) {
                LOG.warn("{}", untaken(e));
            }
            Thread.sleep(BETWEEN_TRIES);
        }
    }

    /** Once, without waiting. @return false when another agent holds it */
    protected abstract boolean take() throws IOException, SQLException, InterruptedException;

    /** Why it cannot be tried now, as a sentence for the agent's log. */
    protected abstract String untaken(Exception e);
}
