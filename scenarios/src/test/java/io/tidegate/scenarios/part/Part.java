package io.tidegate.scenarios.part;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** A running service, as the tests see it: of what its class path has, only the JDK's types come across. */
public interface Part extends AutoCloseable {
    /** Where it answers HTTP. */
    URI address();

    /** Time has moved: whatever waits for it looks again. */
    default void timeMoved() {}

    /** Does on this thread what it has left for it; false when there is nothing to do before time moves. */
    default boolean work() {
        return false;
    }

    /** When it will do something by itself; of what stands in its tables the tests know without asking. */
    default Optional<Instant> next() {
        return Optional.empty();
    }

    /** Does what it shows to readers of pages follow from all that it knows? */
    default boolean isShown() {
        return true;
    }

    /** An agent says that it is there. */
    default void beat() {}

    /** What it does by itself, whatever the clock says; empty while it waits for something to do. */
    default String atWork() {
        return "";
    }

    @Override
    void close();
}
