package io.tidegate.dbagent.database;

import java.sql.SQLException;

/** One agent works on a target at a time: the one that holds its lock. A process that ends lets go of it. */
public interface TargetLock extends AutoCloseable {

    /** Waits until this agent is the one; then nothing of an earlier one is at work in the database any more. */
    void acquire() throws InterruptedException;

    /** As it is now, not as it was. */
    boolean isHeld();

    /** Ends this agent's own work in the database, so that nothing goes on behind a cancelled step. */
    void endWork() throws SQLException, InterruptedException;

    @Override
    void close();
}
