package io.tidegate.dbagent.backup.store;

import org.jspecify.annotations.Nullable;

/** SDKs wrap an interruption in exceptions of their own; here it is one again. */
final class Interruption {
    private Interruption() {}

    /** Clears the flag where it is set, as every method does that throws this. */
    static void here() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the transfer was interrupted");
        }
    }

    /** Does nothing where the thread was not asked to stop. */
    static void behind(Throwable e) throws InterruptedException {
        boolean asked = Thread.interrupted();
        for (@Nullable Throwable at = e; at != null; at = at.getCause()) {
            asked |= at instanceof InterruptedException;
        }
        if (asked) {
            var interrupted = new InterruptedException("the transfer was interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }
}
