package io.tidegate.dbagent.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Other people's sessions on a database, seen from another database. */
public final class Sessions {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final String OTHERS = """
            FROM pg_stat_activity
            WHERE datname = ? AND pid <> pg_backend_pid() AND backend_type IN ('client backend', 'walsender')
            """;

    private final Connection connection;
    private final String database;

    /** @param connection to any database of the server, with auto-commit */
    public Sessions(Connection connection, String database) {
        this.connection = connection;
        this.database = database;
    }

    public int count() throws SQLException {
        try (var select = connection.prepareStatement("SELECT count(*) " + OTHERS)) {
            select.setString(1, database);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Roles and programs, without repetition; for people. */
    public List<String> who() throws SQLException {
        try (var select = connection.prepareStatement(
                "SELECT DISTINCT usename || coalesce(' (' || nullif(application_name, '') || ')', '') " + OTHERS)) {
            select.setString(1, database);
            List<String> names = new ArrayList<>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    names.add(row.getString(1));
                }
            }
            return names;
        }
    }

    /** @return true when all had ended by themselves within that time */
    public boolean awaitNone(Duration limit) throws SQLException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (count() > 0) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return true;
    }

    /** Ends them all, and again those that come anew, for that long. @return true when none is left */
    public boolean endAll(Duration limit) throws SQLException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        do {
            try (var terminate = connection.prepareStatement("SELECT pg_terminate_backend(pid) " + OTHERS)) {
                terminate.setString(1, database);
                terminate.execute();
            }
            if (awaitNone(Duration.ofSeconds(1))) {
                return true;
            }
        } while (System.nanoTime() < end);
        return false;
    }

    /**
     * Ends every session of an application name, whatever its database, and waits until the last has gone.
     *
     * @return how many there were
     */
    static int endNamed(Connection connection, String applicationName, Duration limit)
            throws SQLException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        int first = -1;
        while (true) {
            int ended = 0;
            try (var terminate = connection.prepareStatement("""
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE application_name = ? AND pid <> pg_backend_pid()
                    """)) {
                terminate.setString(1, applicationName);
                try (var row = terminate.executeQuery()) {
                    while (row.next()) {
                        ended++;
                    }
                }
            }
            first = first < 0 ? ended : first;
            if (ended == 0) {
                return first;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(ended + " sessions of " + applicationName + " do not end");
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }
}
