package io.tidegate.local.application;

import com.fasterxml.jackson.databind.JsonNode;
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
 * The kitchen's application: reads and writes allocations. Version 1 knows no portion sizes and cannot write to the
 * migrated database; version 2 needs them.
 *
 * <p>Environment: {@code PORT}, {@code APP_VERSION} (1 or 2), {@code DATABASE_URL}, {@code DATABASE_USER}, {@code
 * DATABASE_PASSWORD}.
 */
public final class DemoApplication {
    private static final String READ = """
            SELECT count(*) FROM menu_item_school_allocations WHERE school_id = ? AND date = ?::date
            """;
    private static final Map<Integer, String> WRITE = Map.of(1, """
            INSERT INTO menu_item_school_allocations (menu_item_id, school_id, portions, date)
            VALUES (?, ?, ?, current_date) RETURNING id
            """, 2, """
            INSERT INTO menu_item_school_allocations (menu_item_id, school_id, portions, date, portion_size)
            VALUES (?, ?, ?, current_date, 'small') RETURNING id
            """);

    private final int version;
    private final String url;
    private final Properties login = new Properties();

    private DemoApplication(Environment environment) {
        version = Integer.parseInt(environment.required("APP_VERSION"));
        url = environment.required("DATABASE_URL");
        login.setProperty("user", environment.required("DATABASE_USER"));
        login.setProperty("password", environment.required("DATABASE_PASSWORD"));
        login.setProperty("ApplicationName", "kitchen-app");
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
        web.get("/allocations", this::read);
        web.post("/allocations", this::write);
        web.exception(SQLException.class, (e, context) -> context.status(503)
                .json(Map.of("status", "unavailable", "sqlState", String.valueOf(e.getSQLState()))));
    }

    private void health(Context context) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT 1 FROM schools LIMIT 1")) {
            row.next();
            context.json(Map.of("status", "ok", "version", version));
        }
    }

    private void read(Context context) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.prepareStatement(READ)) {
            statement.setInt(
                    1, context.queryParamAsClass("school", Integer.class).get());
            statement.setString(
                    2, context.queryParamAsClass("date", String.class).getOrDefault("today"));
            try (var row = statement.executeQuery()) {
                row.next();
                context.json(Map.of("allocations", row.getLong(1)));
            }
        }
    }

    private void write(Context context) throws SQLException {
        JsonNode body = LocalWeb.body(context);
        try (Connection connection = connect();
                var statement = connection.prepareStatement(WRITE.get(version))) {
            statement.setInt(1, body.path("menuItem").asInt());
            statement.setInt(2, body.path("school").asInt());
            statement.setInt(3, body.path("portions").asInt());
            try (var row = statement.executeQuery()) {
                row.next();
                context.status(201).json(Map.of("id", row.getLong(1)));
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, login);
    }
}
