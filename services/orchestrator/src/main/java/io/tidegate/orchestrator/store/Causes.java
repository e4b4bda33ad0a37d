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
        return !isUnstorable(failure)
                && chain(failure)
                        .anyMatch(cause -> cause instanceof SQLException
                                || cause.getClass().getName().startsWith("io.micronaut.transaction")
                                || cause.getClass().getName().startsWith("io.micronaut.data.connection"));
    }

    /**
     * What was to be stored is nothing that PostgreSQL can hold, now or later: a text with a NUL, for instance (SQLSTATE
     * class 22, data exception).
     */
    private static boolean isUnstorable(Throwable failure) {
        return chain(failure)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && sql.getSQLState().startsWith("22"));
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
