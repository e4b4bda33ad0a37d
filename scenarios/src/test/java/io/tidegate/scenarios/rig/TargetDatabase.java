package io.tidegate.scenarios.rig;

import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/** A target's database on the real server, and what its agent is told of it. */
public final class TargetDatabase {
    private final Postgres postgres;
    private final String target;
    private final Map<String, String> migrations;

    private TargetDatabase(Postgres postgres, String target, Map<String, String> migrations) {
        this.postgres = postgres;
        this.target = target;
        this.migrations = migrations;
    }

    /**
     * A new one.
     *
     * @param target also the database's name
     * @param migrations of the set {@code migrations}: SQL by the file's name
     */
    public static TargetDatabase create(Postgres postgres, String target, Map<String, String> migrations) {
        postgres.createDatabase(target);
        return new TargetDatabase(postgres, target, migrations);
    }

    String target() {
        return target;
    }

    public void run(String sql) {
        try (var connection = DriverManager.getConnection(
                        postgres.jdbcUrl(target), postgres.adminUser(), postgres.adminPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** All of it as text: {@code pg_dump}. */
    public String dump() {
        var builder = new ProcessBuilder(
                postgres.binDirectory().resolve("pg_dump").toString(),
                "--host=" + postgres.host(),
                "--port=" + postgres.port(),
                "--username=" + postgres.adminUser(),
                target);
        builder.environment().put("PGPASSWORD", postgres.adminPassword());
        builder.redirectErrorStream(true);
        try {
            Process dump = builder.start();
            String text = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (dump.waitFor() != 0) {
                throw new IllegalStateException(text);
            }
            // Newer versions put a word of chance around it.
            return text.lines()
                    .filter(line -> !line.startsWith("\\restrict") && !line.startsWith("\\unrestrict"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Writes the configuration of its agent. @return the file */
    Path configureAgent(Path home) {
        Path directory = home.resolve(target);
        try {
            Files.createDirectories(directory.resolve("sql"));
            for (var migration : migrations.entrySet()) {
                Files.writeString(directory.resolve("sql").resolve(migration.getKey()), migration.getValue());
            }
            Files.writeString(directory.resolve("password"), postgres.adminPassword());
            return Files.writeString(directory.resolve("agent.yaml"), """
                    target: %s
                    home: home
                    postgres-bin: "%s"
                    database: { host: %s, port: %d, name: %s, admin-user: %s, password-file: password, application-role: pg_monitor }
                    migrations: { migrations: { directory: sql } }
                    """.formatted(
                    target, postgres.binDirectory(), postgres.host(), postgres.port(), target, postgres.adminUser()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
