package io.tidegate.dbagent.access;

import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;

/**
 * How many rows the target has ever inserted, changed and deleted, by its cumulative statistics: noted as it reopens, so
 * that a later rollback can say how many writes of its users stay behind in the failed database.
 */
public record ModifiedRows(long count) {
    private static final String NAME = "rows-modified-at-reopening";

    static void keep(TargetServer server, WindowRecords records) throws SQLException, IOException {
        records.write(NAME, new ModifiedRows(now(server)));
    }

    /** Since the target was reopened by this window; empty if it never was, or lets nobody in any more. Statistics may be some seconds old. */
    public static OptionalLong sinceReopening(TargetServer server, WindowRecords records)
            throws SQLException, IOException {
        var then = records.read(NAME, ModifiedRows.class);
        return then.isPresent() && isOpen(server)
                ? OptionalLong.of(Math.max(0, now(server) - then.get().count()))
                : OptionalLong.empty();
    }

    private static boolean isOpen(TargetServer server) throws SQLException {
        try (Connection connection = server.maintenance()) {
            return AccessSettings.of(connection, server.name()).allowConnections();
        }
    }

    private static long now(TargetServer server) throws SQLException {
        try (Connection connection = server.target()) {
            return Sql.number(
                    connection,
                    "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint FROM pg_stat_user_tables");
        }
    }
}
