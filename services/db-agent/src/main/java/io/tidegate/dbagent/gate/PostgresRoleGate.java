package io.tidegate.dbagent.gate;

import io.tidegate.dbagent.database.AgentRole;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.step.StepProgress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The application's role, made to read only or kept out. Its open sessions are ended, so that it holds for them too. */
final class PostgresRoleGate implements GateDriver {
    private static final String SETTING = "default_transaction_read_only";

    private final TargetServer server;
    private final boolean readOnly;

    private PostgresRoleGate(TargetServer server, boolean readOnly) {
        this.server = server;
        this.readOnly = readOnly;
    }

    static GateDriver readOnly(TargetServer server) {
        return new PostgresRoleGate(server, true);
    }

    static GateDriver closed(TargetServer server) {
        return new PostgresRoleGate(server, false);
    }

    @Override
    public String describe(boolean close) {
        String role = "the role " + role();
        if (readOnly) {
            return close
                    ? role + " may only read in " + server.name() + "; its sessions are ended"
                    : role + " may write in " + server.name() + " again; its sessions are ended";
        }
        return close ? role + " may not connect; its sessions are ended" : role + " may connect again";
    }

    @Override
    public Standing look() throws SQLException {
        try (Connection connection = server.maintenance()) {
            if (readOnly) {
                Optional<String> value = setting(connection);
                boolean on = value.filter(text -> text.equals("on") || text.equals("true"))
                        .isPresent();
                return new Standing(
                        on ? State.CLOSED : State.OPEN,
                        value.map(text -> Map.of("setting", text)).orElse(Map.of()));
            }
            int limit = limit(connection);
            return new Standing(limit == 0 ? State.CLOSED : State.OPEN, Map.of("limit", Integer.toString(limit)));
        }
    }

    @Override
    public void close(Duration limit, StepProgress progress) throws SQLException {
        try (Connection connection = server.maintenance()) {
            alter(connection, readOnly ? inDatabase(connection) + " SET " + SETTING + " = on" : " CONNECTION LIMIT 0");
            progress.doing(null, "ending " + endSessions(connection) + " sessions of " + role());
        }
    }

    @Override
    public void open(Map<String, String> before, Duration limit, StepProgress progress) throws SQLException {
        try (Connection connection = server.maintenance()) {
            if (!readOnly) {
                alter(connection, " CONNECTION LIMIT " + Integer.parseInt(before.getOrDefault("limit", "-1")));
                return;
            }
            String value = before.get("setting");
            try (var statement = connection.createStatement()) {
                alter(
                        connection,
                        inDatabase(connection)
                                + (value == null
                                        ? " RESET " + SETTING
                                        : " SET " + SETTING + " = " + Sql.literal(statement, value)));
            }
            // What they began under the old rule they would keep.
            endSessions(connection);
        }
    }

    private String role() {
        return server.database().applicationRole();
    }

    private String inDatabase(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            return " IN DATABASE " + Sql.identifier(statement, server.name());
        }
    }

    private void alter(Connection connection, String what) throws SQLException {
        try (var statement = connection.createStatement()) {
            String role = Sql.identifier(statement, role());
            // A role may say for itself what only one with CREATEROLE may say for another.
            boolean asItself = readOnly && !AgentRole.isSuperuser(connection);
            if (asItself) {
                statement.execute("SET ROLE " + role);
            }
            statement.execute("ALTER ROLE " + role + what);
            if (asItself) {
                statement.execute("RESET ROLE");
            }
        }
    }

    private Optional<String> setting(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT split_part(each, '=', 2)
                FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole JOIN pg_database d ON d.oid = s.setdatabase,
                     unnest(s.setconfig) AS each
                WHERE r.rolname = ? AND d.datname = ? AND split_part(each, '=', 1) = ?
                """)) {
            select.setString(1, role());
            select.setString(2, server.name());
            select.setString(3, SETTING);
            try (var row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private int limit(Connection connection) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT rolconnlimit FROM pg_roles WHERE rolname = ?")) {
            select.setString(1, role());
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no role '" + role() + "' on the server");
                }
                return row.getInt(1);
            }
        }
    }

    private int endSessions(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE usename = ? AND (datname = ? OR NOT ?) AND pid <> pg_backend_pid()
                """)) {
            select.setString(1, role());
            select.setString(2, server.name());
            select.setBoolean(3, readOnly);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
