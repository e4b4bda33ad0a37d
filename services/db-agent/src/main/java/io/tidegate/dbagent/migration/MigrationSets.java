package io.tidegate.dbagent.migration;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.MigrationSetHash;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The migration sets of the agent's configuration, as they are on disk now. */
public final class MigrationSets {
    private MigrationSets() {}

    /** What came of looking. */
    public sealed interface Found {
        /** @param hash see {@link MigrationSetHash} */
        record Set(String name, Path directory, String hash, AgentConfig.Transaction transaction) implements Found {}

        record Not(String code, String reason) implements Found {}
    }

    public static Found find(AgentConfig config, String name) throws IOException {
        AgentConfig.MigrationSet set = config.migrations().get(name);
        if (set == null) {
            return new Found.Not(
                    "no-such-migrations",
                    "the agent's configuration has no migrations '" + name + "'; it has "
                            + config.migrations().keySet());
        }
        String hash = MigrationSetHash.of(set.directory());
        return set.sha256() == null || set.sha256().equals(hash)
                ? new Found.Set(name, set.directory(), hash, set.transaction())
                : new Found.Not(
                        "migrations-changed",
                        "the files of '" + name + "' are not those that the agent's configuration pins");
    }

    /** The target's owner, quoted: what a migration makes shall belong to whom the database belongs. */
    public static String owner(TargetServer server) throws SQLException {
        try (Connection connection = server.target();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()
                        """)) {
            row.next();
            return Sql.identifier(statement, row.getString(1));
        }
    }
}
