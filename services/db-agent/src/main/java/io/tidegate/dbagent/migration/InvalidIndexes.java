package io.tidegate.dbagent.migration;

import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepProgress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A CREATE INDEX CONCURRENTLY that fails or is interrupted leaves an invalid index behind, which stands in the way of
 * the next try (PostgreSQL, CREATE INDEX, Building Indexes Concurrently). Those that a window's own migration has left
 * are dropped; those that were there before are somebody else's.
 *
 * @param before invalid indexes when the window's migration was first begun
 */
record InvalidIndexes(List<Name> before) {
    private static final String RECORD = "invalid-indexes";

    record Name(String schema, String name) {}

    /** Drops what an earlier run has left; notes on the first run what was there before. */
    static void heal(TargetServer server, WindowRecords records, StepProgress progress)
            throws SQLException, IOException {
        try (Connection connection = server.target()) {
            List<Name> now = find(connection);
            Optional<InvalidIndexes> noted = records.read(RECORD, InvalidIndexes.class);
            if (noted.isEmpty()) {
                records.write(RECORD, new InvalidIndexes(now));
                return;
            }
            for (Name index : now) {
                if (!noted.get().before().contains(index)) {
                    progress.doing(null, "dropping the invalid index " + index.name() + " of an earlier run");
                    drop(connection, index);
                }
            }
        }
    }

    private static void drop(Connection connection, Name index) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "DROP INDEX CONCURRENTLY " + new Sql.Table(index.schema(), index.name()).quoted(statement));
        }
    }

    private static List<Name> find(Connection connection) throws SQLException {
        List<Name> names = new ArrayList<>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT n.nspname, c.relname
                        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                             JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE NOT i.indisvalid AND c.relkind = 'i' AND n.nspname <> 'pg_toast'
                        ORDER BY 1, 2
                        """)) {
            while (row.next()) {
                names.add(new Name(row.getString(1), row.getString(2)));
            }
        }
        return names;
    }
}
