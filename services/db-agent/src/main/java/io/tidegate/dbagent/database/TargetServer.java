package io.tidegate.dbagent.database;

import io.tidegate.dbagent.config.AgentConfig;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Opens connections as the agent's own role. The password is read anew each time, so that it can be changed. */
public final class TargetServer {
    private static final int CONNECT_SECONDS = 10;

    private final AgentConfig.Postgres database;
    private final String target;

    /** @param target the plan's name for it */
    public TargetServer(AgentConfig.Postgres database, String target) {
        this.database = database;
        this.target = target;
    }

    /** The name of the target database. */
    public String name() {
        return database.name();
    }

    public AgentConfig.Postgres database() {
        return database;
    }

    /** To the target database. */
    public Connection target() throws SQLException {
        return open(database.name(), applicationName());
    }

    /** To the database from which the target is renamed and copied. */
    public Connection maintenance() throws SQLException {
        return open(database.maintenanceDatabase(), applicationName());
    }

    /** To another database of the server. */
    public Connection to(String name) throws SQLException {
        return open(name, applicationName());
    }

    /** The session that holds the target's lock; it has a name of its own. */
    Connection lock() throws SQLException {
        return open(database.maintenanceDatabase(), lockName());
    }

    /** What sessions at work for a step call themselves. */
    public String applicationName() {
        return "tidegate-db-agent/" + target;
    }

    String lockName() {
        return "tidegate-db-agent-lock/" + target;
    }

    /** For libraries that open connections themselves. */
    public String jdbcUrl(String name) {
        // The driver decodes the name as it does a URL's.
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + encoded;
    }

    /** User, password, and how the driver behaves. */
    public Properties login(String applicationName) {
        Properties login = new Properties();
        login.setProperty("user", database.adminUser());
        login.setProperty("password", password());
        login.setProperty("ApplicationName", applicationName);
        login.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        login.setProperty("tcpKeepAlive", "true");
        return login;
    }

    /** @throws IllegalStateException naming the file, when it cannot be read */
    public String password() {
        try {
            return Files.readString(database.passwordFile()).strip();
        } catch (IOException e) {
            throw new IllegalStateException("the password file " + database.passwordFile() + " cannot be read", e);
        }
    }

    private Connection open(String name, String applicationName) throws SQLException {
        Connection connection = DriverManager.getConnection(jdbcUrl(name), login(applicationName));
        try (var statement = connection.createStatement()) {
            // What the database says for its users must not end a dump or an index build.
            statement.execute("SET statement_timeout = 0");
            statement.execute("SET idle_in_transaction_session_timeout = 0");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
