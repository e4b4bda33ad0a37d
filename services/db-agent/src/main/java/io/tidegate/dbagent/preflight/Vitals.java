package io.tidegate.dbagent.preflight;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The database's measures at one moment.
 *
 * @param version the server's major version
 * @param bytes size of the target
 * @param sessions of others on the target
 * @param oldestTransaction on the target
 * @param longestStatement for how long the one that has run longest on the target has run
 * @param replicationLag of the slowest standby; zero without one
 * @param preparedTransactions on the target
 * @param baseBackups that are running on the server
 * @param logicalSlots of the target
 * @param subscriptions of the target
 * @param applicationRole what the configured application role is
 */
record Vitals(
        int version,
        long bytes,
        String dataDirectory,
        int sessions,
        Duration oldestTransaction,
        Duration longestStatement,
        Duration replicationLag,
        int preparedTransactions,
        int baseBackups,
        int logicalSlots,
        int subscriptions,
        ApplicationRole applicationRole) {

    enum ApplicationRole {
        FINE,
        MISSING,
        /** A superuser passes a connection limit: draining would not hold it back. */
        SUPERUSER
    }

    private static final int MILLIS = 1000;

    static Vitals of(Connection connection, String applicationRole) throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT current_setting('server_version_num')::int / 10000 AS version,
                       pg_database_size(current_database()) AS bytes,
                       current_setting('data_directory', true) AS data_directory,
                       (SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND backend_type = 'client backend'
                          AND pid <> pg_backend_pid()) AS sessions,
                       (SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)
                        FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()
                          AND backend_type = 'client backend') AS oldest,
                       (SELECT coalesce(max(extract(epoch FROM clock_timestamp() - query_start)), 0)
                        FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()
                          AND backend_type = 'client backend' AND state = 'active') AS longest,
                       (SELECT coalesce(max(extract(epoch FROM replay_lag)), 0) FROM pg_stat_replication) AS lag,
                       (SELECT count(*) FROM pg_prepared_xacts WHERE database = current_database()) AS prepared,
                       (SELECT count(*) FROM pg_stat_progress_basebackup) AS base_backups,
                       (SELECT count(*) FROM pg_replication_slots WHERE database = current_database()) AS slots,
                       (SELECT count(*) FROM pg_subscription
                        WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())) AS subscriptions,
                       (SELECT rolsuper FROM pg_roles WHERE rolname = ?) AS application_is_super
                """)) {
            select.setString(1, applicationRole);
            try (var row = select.executeQuery()) {
                row.next();
                Boolean isSuper = row.getObject("application_is_super", Boolean.class);
                String directory = row.getString("data_directory");
                return new Vitals(
                        row.getInt("version"),
                        row.getLong("bytes"),
                        directory == null ? "" : directory,
                        row.getInt("sessions"),
                        seconds(row.getDouble("oldest")),
                        seconds(row.getDouble("longest")),
                        seconds(row.getDouble("lag")),
                        row.getInt("prepared"),
                        row.getInt("base_backups"),
                        row.getInt("slots"),
                        row.getInt("subscriptions"),
                        isSuper == null
                                ? ApplicationRole.MISSING
                                : isSuper ? ApplicationRole.SUPERUSER : ApplicationRole.FINE);
            }
        }
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * MILLIS));
    }
}
