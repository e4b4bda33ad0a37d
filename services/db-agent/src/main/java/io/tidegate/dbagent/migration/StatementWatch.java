package io.tidegate.dbagent.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** Sees a migration's statements on the migration's own connection. */
public interface StatementWatch {
    /** Sees nothing. */
    StatementWatch NONE = new StatementWatch() {
        @Override
        public void file(Connection connection) {}

        @Override
        public void begins(Connection connection, String file, int number) {}

        @Override
        public void ended(Connection connection, String file, int number, long millis) {}
    };

    /** A file begins, in a transaction of its own or without one. */
    void file(Connection connection) throws SQLException;

    /** @param number of the statement in its file, from 1 */
    void begins(Connection connection, String file, int number) throws SQLException;

    /**
     * It goes on. Called now and then, from another thread.
     *
     * @param millis that it has taken so far
     * @param locks that its session holds, as far as they were seen: {@code ShareLock on public.t}
     */
    default void running(String file, int number, long millis, Set<String> locks) {}

    /**
     * It has succeeded; its transaction may still be open.
     *
     * @param millis that it took
     */
    void ended(Connection connection, String file, int number, long millis) throws SQLException;
}
