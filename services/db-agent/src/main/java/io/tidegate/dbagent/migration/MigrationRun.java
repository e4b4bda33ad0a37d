package io.tidegate.dbagent.migration;

import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.step.StepProgress;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One run of a migration set.
 *
 * @param database of the target's server: the target, or a copy of it
 * @param owner quoted; the role as which the statements run
 */
public record MigrationRun(
        TargetServer server,
        String database,
        String owner,
        MigrationSets.Found.Set set,
        UnitLog units,
        StepProgress progress,
        StatementWatch watch) {
    /** How long a statement waits for a lock before it gives up. */
    private static final String LOCK_TIMEOUT = "30s";

    /** What every session that migrates says first. */
    String initSql() {
        return "SET statement_timeout = 0; SET lock_timeout = '" + LOCK_TIMEOUT + "'; SET ROLE " + owner;
    }

    Connection connect() throws SQLException {
        Connection connection = server.to(database);
        try (var statement = connection.createStatement()) {
            statement.execute(initSql());
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
