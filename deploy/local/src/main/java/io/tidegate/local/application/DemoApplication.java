package io.tidegate.local.application;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.tidegate.local.web.Environment;
import io.tidegate.local.web.LocalWeb;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * Stands for an example's application: reads and writes its tables. Version 1 fits the database before the migration,
 * version 2 the one after it; what they write is the example's to say.
 *
 * <p>Environment: {@code PORT}, {@code APP_VERSION} (1 or 2), {@code DATABASE_URL}, {@code DATABASE_USER}, {@code
 * DATABASE_PASSWORD} (neither for a file of SQLite), {@code READ_SQL}, {@code WRITE_SQL_1}, {@code WRITE_SQL_2}.
 */
public final class DemoApplication {
    private final int version;
    private final String url;
    private final String readSql;
    private final String writeSql;
    private final Properties login = new Properties();

    private DemoApplication(Environment environment) {
        version = Integer.parseInt(environment.required("APP_VERSION"));
        url = environment.required("DATABASE_URL");
        readSql = environment.required("READ_SQL");
        writeSql = environment.required("WRITE_SQL_" + version);
        environment.text("DATABASE_USER").ifPresent(user -> login.setProperty("user", user));
        environment.text("DATABASE_PASSWORD").ifPresent(password -> login.setProperty("password", password));
        login.setProperty("ApplicationName", "demo-app");
        login.setProperty("connectTimeout", "2");
        login.setProperty("socketTimeout", "10");
    }

    public static void main(String[] arguments) {
        LocalWeb.quietLogging();
        Environment environment = Environment.ofProcess();
        var application = new DemoApplication(environment);
        Javalin web = Javalin.create(config -> config.showJavalinBanner = false);
        application.serve(web);
        web.start("127.0.0.1", environment.port("PORT", 0));
        LocalWeb.announce(web.port());
    }

    private void serve(Javalin web) {
        web.get("/health", this::health);
        web.get("/read", context -> context.json(Map.of("read", ask(readSql))));
        web.post("/write", context -> context.status(201).json(Map.of("written", ask(writeSql))));
        web.exception(SQLException.class, (e, context) -> context.status(503)
                .json(Map.of("status", "unavailable", "sqlState", String.valueOf(e.getSQLState()))));
    }

    private void health(Context context) throws SQLException {
        ask("SELECT 1");
        context.json(Map.of("status", "ok", "database", "connected", "version", version));
    }

    private String ask(String sql) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, login);
    }
}
