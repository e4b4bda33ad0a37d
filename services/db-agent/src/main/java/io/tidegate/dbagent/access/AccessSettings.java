package io.tidegate.dbagent.access;

import io.tidegate.dbagent.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Who may come in, as the catalogue has it. */
record AccessSettings(int connectionLimit, boolean allowConnections) {

    /** @throws IllegalStateException when there is no such database */
    static AccessSettings of(Connection connection, String database) throws SQLException {
        try (var select =
                connection.prepareStatement("SELECT datconnlimit, datallowconn FROM pg_database WHERE datname = ?")) {
            select.setString(1, database);
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no database '" + database + "' on the server");
                }
                return new AccessSettings(row.getInt(1), row.getBoolean(2));
            }
        }
    }

    static void limit(Connection connection, String database, int limit) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + Sql.identifier(statement, database) + " CONNECTION LIMIT " + limit);
        }
    }

    static void allow(Connection connection, String database, boolean allow) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + Sql.identifier(statement, database) + " ALLOW_CONNECTIONS " + allow);
        }
    }
}
