package io.tidegate.dbagent.migration;

import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.step.StepProgress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks from a second session at the statement that runs: how far it is, whom it waits for, and which locks it holds.
 * The only way to see those of a statement outside a transaction, such as CREATE INDEX CONCURRENTLY, which has let go
 * of them when it ends; what it held for less than the time between two looks may be missed.
 */
public final class StatementSampler implements StatementWatch, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatementSampler.class);
    private static final long BETWEEN_LOOKS_NANOS = 100_000_000;
    /** Every so many looks are told: twice a second. */
    private static final int TOLD_EVERY = 5;

    private static final String LOCKS = """
            SELECT l.mode || ' on ' || n.nspname || '.' || c.relname
            FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE l.pid = ? AND l.locktype = 'relation' AND l.granted
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND c.relkind IN ('r', 'p', 'm') AND n.nspname NOT LIKE 'pg\\_%'
              AND l.mode IN ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock',
                             'AccessExclusiveLock')
            """;

    /** Blocks first, because tuples are known in some phases alone (PostgreSQL, Progress Reporting). */
    private static final String PROGRESS = """
            SELECT phase, CASE WHEN blocks_total > 0 THEN 100 * blocks_done / blocks_total
                               WHEN tuples_total > 0 THEN 100 * tuples_done / tuples_total END
            FROM pg_stat_progress_create_index WHERE pid = ?
            UNION ALL
            SELECT phase, CASE WHEN heap_blks_total > 0 THEN 100 * heap_blks_scanned / heap_blks_total END
            FROM pg_stat_progress_cluster WHERE pid = ?
            UNION ALL
            SELECT phase, CASE WHEN heap_blks_total > 0 THEN 100 * heap_blks_scanned / heap_blks_total END
            FROM pg_stat_progress_vacuum WHERE pid = ?
            UNION ALL
            SELECT phase, CASE WHEN sample_blks_total > 0 THEN 100 * sample_blks_scanned / sample_blks_total END
            FROM pg_stat_progress_analyze WHERE pid = ?
            UNION ALL
            SELECT 'copying ' || tuples_processed || ' rows', CASE WHEN bytes_total > 0 THEN 100 * bytes_processed / bytes_total END
            FROM pg_stat_progress_copy WHERE pid = ?
            """;

    private static final String BLOCKERS = """
            SELECT string_agg(DISTINCT coalesce(nullif(a.application_name, ''), a.usename, 'somebody'), ', ')
            FROM unnest(pg_blocking_pids(?)) AS blocker(pid) JOIN pg_stat_activity a USING (pid)
            """;

    private final Connection connection;
    private final StepProgress progress;
    private final StatementWatch inner;
    private final Thread thread;
    private volatile @Nullable Watched watched;
    private volatile boolean closed;
    private final Set<String> locks = new LinkedHashSet<>();

    /** The statement that runs now. */
    private record Watched(int pid, String file, int number, long begun) {
        String place() {
            return file + ", statement " + number;
        }
    }

    private StatementSampler(Connection connection, StepProgress progress, StatementWatch inner) {
        this.connection = connection;
        this.progress = progress;
        this.inner = inner;
        this.thread = Thread.ofVirtual().name("statement-sampler").unstarted(this::look);
    }

    /** @param inner hears of every statement too */
    public static StatementSampler on(TargetServer server, String database, StepProgress progress, StatementWatch inner)
            throws SQLException {
        var sampler = new StatementSampler(server.to(database), progress, inner);
        sampler.thread.start();
        return sampler;
    }

    @Override
    public void file(Connection migration) throws SQLException {
        inner.file(migration);
    }

    @Override
    public void begins(Connection migration, String file, int number) throws SQLException {
        synchronized (locks) {
            locks.clear();
        }
        inner.begins(migration, file, number);
        watched = new Watched(migration.unwrap(PGConnection.class).getBackendPID(), file, number, System.nanoTime());
    }

    @Override
    public void ended(Connection migration, String file, int number, long millis) throws SQLException {
        watched = null;
        inner.ended(migration, file, number, millis);
    }

    /** Locks of the statement that runs or has just ended, as far as they were seen: {@code ShareLock on public.t}. */
    public Set<String> locks() {
        synchronized (locks) {
            return Set.copyOf(locks);
        }
    }

    private void look() {
        int looks = 0;
        while (!closed) {
            Watched now = watched;
            if (now != null) {
                try {
                    seeLocks(now);
                    inner.running(
                            now.file(),
                            now.number(),
                            Duration.ofNanos(System.nanoTime() - now.begun()).toMillis(),
                            locks());
                    if (++looks % TOLD_EVERY == 0) {
                        tell(now);
                    }
                } catch (SQLException e) {
                    if (!closed) {
                        LOG.warn("The running statement cannot be looked at any more: {}", e.getMessage());
                    }
                    return;
                }
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private void seeLocks(Watched now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LOCKS)) {
            select.setInt(1, now.pid());
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    synchronized (locks) {
                        if (now.equals(watched)) {
                            locks.add(row.getString(1));
                        }
                    }
                }
            }
        }
    }

    private void tell(Watched now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PROGRESS)) {
            for (int i = 1; i <= select.getParameterMetaData().getParameterCount(); i++) {
                select.setInt(i, now.pid());
            }
            try (var row = select.executeQuery()) {
                if (row.next() && now.equals(watched)) {
                    int percent = row.getInt(2);
                    progress.doing(row.wasNull() ? null : percent, now.place() + ": " + row.getString(1));
                }
            }
        }
        try (PreparedStatement select = connection.prepareStatement(BLOCKERS)) {
            select.setInt(1, now.pid());
            try (var row = select.executeQuery()) {
                if (row.next() && row.getString(1) != null && now.equals(watched)) {
                    progress.doing(null, now.place() + " waits for a lock of " + row.getString(1));
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        watched = null;
        LockSupport.unpark(thread);
        connection.close();
    }
}
