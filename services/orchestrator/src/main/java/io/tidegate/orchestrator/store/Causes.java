package io.tidegate.orchestrator.store;

import java.sql.SQLException;
import java.util.stream.Stream;

/** What stands behind an exception. */
public final class Causes {
    private Causes() {}

    /** The innermost message, in one line. */
    public static String of(Throwable failure) {
        Throwable last = chain(failure).reduce(failure, (first, second) -> second);
        return (last.getClass().getSimpleName() + ": " + last.getMessage()).replaceAll("\\s+", " ");
    }

    /** The database refused or did not answer: the same input may well be taken later. */
    public static boolean isDatabase(Throwable failure) {
        return chain(failure)
                .anyMatch(cause -> cause instanceof SQLException
                        || cause.getClass().getName().startsWith("io.micronaut.transaction")
                        || cause.getClass().getName().startsWith("io.micronaut.data.connection"));
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
