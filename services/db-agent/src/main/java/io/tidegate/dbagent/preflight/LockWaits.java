package io.tidegate.dbagent.preflight;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

/**
 * Who waits for a lock in the target at one moment.
 *
 * @param longest so long has the one waited who has waited longest; before PostgreSQL 14, which notes no such time, so
 *     long has its statement run
 * @param holders whom that one waits for, with role, program and pid; empty when nobody waits
 */
record LockWaits(int sessions, Duration longest, String holders) {

    /** @param target a connection to it */
    static LockWaits of(Connection target) throws SQLException {
        try (var statement = target.createStatement();
                // pg_locks.waitstart came with PostgreSQL 14, and is empty for a moment when a wait begins.
                var row = statement.executeQuery("""
                        WITH waiting AS (
                            SELECT a.pid, min(coalesce((to_jsonb(l) ->> 'waitstart')::timestamptz, a.query_start)) AS since
                            FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                            WHERE NOT l.granted AND a.datname = current_database()
                            GROUP BY a.pid)
                        SELECT (SELECT count(*) FROM waiting) AS sessions,
                               (SELECT coalesce(max(extract(epoch FROM clock_timestamp() - since)), 0) FROM waiting) AS longest,
                               (SELECT string_agg(format('%s (%spid %s)', h.usename,
                                                         coalesce(nullif(h.application_name, '') || ', ', ''), h.pid), ', ')
                                FROM pg_stat_activity h
                                WHERE h.pid = ANY (pg_blocking_pids(
                                    (SELECT pid FROM waiting ORDER BY since LIMIT 1)))) AS holders
                        """)) {
            row.next();
            return new LockWaits(
                    row.getInt("sessions"),
                    Vitals.seconds(row.getDouble("longest")),
                    Objects.requireNonNullElse(row.getString("holders"), ""));
        }
    }
}
