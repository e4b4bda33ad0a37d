package io.tidegate.dbagent.migration;

import java.sql.Connection;

/** Sees a migration's statements, each when it has succeeded, on the migration's own connection. */
public interface StatementWatch {
    /** A file begins, in a transaction of its own or without one. */
    void file(Connection connection);

    /**
     * @param number of the statement in its file, from 1
     * @param millis that it took
     */
    void statement(Connection connection, String file, int number, long millis);
}
