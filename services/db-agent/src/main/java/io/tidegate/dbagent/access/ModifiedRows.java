package io.tidegate.dbagent.access;

import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * How many rows the target has ever inserted, changed and deleted, and how many transactions it has committed, by its
 * cumulative statistics: noted as it reopens, so that a later rollback can say how many writes of its users stay behind
 * in the failed database.
 */
public record ModifiedRows(long count, long transactions, Instant at) {
    private static final String NAME = "rows-modified-at-reopening";

    /**
     * @param rows that were inserted, changed or deleted
     * @param transactions that were committed, readers among them
     * @param since when the target was reopened
     */
    public record Writes(long rows, long transactions, Instant since) {}

    static void keep(TargetServer server, WindowRecords records, Instant now) throws SQLException, IOException {
        records.write(NAME, count(server, now));
    }

    /**
     * Since the target was reopened by this window; empty if it never was, or lets nobody in any more. Exact once its
     * sessions have ended; before, some seconds old.
     */
    public static Optional<Writes> sinceReopening(TargetServer server, WindowRecords records)
            throws SQLException, IOException {
        Optional<ModifiedRows> then = records.read(NAME, ModifiedRows.class);
        if (then.isEmpty() || !isOpen(server)) {
            return Optional.empty();
        }
        ModifiedRows now = count(server, then.get().at());
        return Optional.of(new Writes(
                Math.max(0, now.count() - then.get().count()),
                Math.max(0, now.transactions() - then.get().transactions()),
                then.get().at()));
    }

    private static boolean isOpen(TargetServer server) throws SQLException {
        try (Connection connection = server.maintenance()) {
            return AccessSettings.of(connection, server.name()).allowConnections();
        }
    }

    private static ModifiedRows count(TargetServer server, Instant at) throws SQLException {
        try (Connection connection = server.target();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT (SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint
                                FROM pg_stat_user_tables),
                               (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database())
                        """)) {
            row.next();
            return new ModifiedRows(row.getLong(1), row.getLong(2), at);
        }
    }
}
