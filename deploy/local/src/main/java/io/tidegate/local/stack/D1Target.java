package io.tidegate.local.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.process.ChildProcess;
import io.tidegate.local.wrangler.LocalWrangler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** An example's D1 database, made by the real Wrangler as {@code wrangler dev} has it on a developer's machine. */
final class D1Target implements LocalTarget {
    private static final String OBJECTS = "v3/d1/miniflare-D1DatabaseObject";

    private final Example example;
    private final String id;
    private final Path home;

    /** @param home a directory for the Worker's project and its state */
    D1Target(Example example, String id, Path home) {
        this.example = example;
        this.id = id;
        this.home = home;
    }

    @Override
    public void create(long rows) {
        try {
            Files.createDirectories(home);
            ObjectNode project = Json.mapper().createObjectNode().put("name", example.database());
            project.put("compatibility_date", "2025-01-01")
                    .putArray("d1_databases")
                    .addObject()
                    .put("binding", "DB")
                    .put("database_name", example.database())
                    .put("database_id", id);
            Files.writeString(home.resolve("wrangler.json"), project.toPrettyString());
            execute(Files.readString(example.schema()));
            execute(Files.readString(example.data()).replace("${rows}", Long.toString(rows)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the D1 database", e);
        }
    }

    private void execute(String sql) throws IOException {
        Path file = Files.writeString(home.resolve("made.sql"), sql);
        ChildProcess.run(
                "wrangler d1 execute",
                List.of(
                        LocalWrangler.program().toString(),
                        "d1",
                        "execute",
                        "DB",
                        "--local",
                        "--persist-to",
                        state().toString(),
                        "--config",
                        home.resolve("wrangler.json").toString(),
                        "--yes",
                        "--file",
                        file.toString()),
                Map.of("CI", "true", "WRANGLER_SEND_METRICS", "false"),
                home.resolve("wrangler.log"));
    }

    private Path state() {
        return home.resolve("state");
    }

    @Override
    public void describe(ObjectNode configuration) {
        configuration
                .putObject("d1")
                .put("name", example.database())
                .put("id", id)
                .put("wrangler", LocalWrangler.program().toString())
                .putObject("local")
                .put("persist-to", state().toString());
    }

    @Override
    public Map<String, String> application() {
        return Map.of("DATABASE_URL", url() + "?busy_timeout=5000");
    }

    /** Wrangler has made one file for the one database. */
    private String url() {
        try (Stream<Path> files = Files.list(state().resolve(OBJECTS))) {
            return "jdbc:sqlite:"
                    + files.filter(file -> file.toString().endsWith(".sqlite"))
                            .filter(file -> !file.endsWith("metadata.sqlite"))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("Wrangler has made no database"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for the D1 database", e);
        }
    }

    @Override
    public List<String> ask(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url())) {
            return Answers.of(connection, sql);
        }
    }

    /** Without the runtime's own tables: in one of them it counts each time that Wrangler looks. */
    @Override
    public void dump(Consumer<String> line) {
        try (Connection connection = DriverManager.getConnection(url())) {
            Answers.of(connection, "SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
                    .forEach(line);
            List<String> tables = Answers.of(
                    connection,
                    "SELECT '\"' || replace(name, '\"', '\"\"') || '\"' FROM sqlite_master WHERE type = 'table'"
                            + " AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' ORDER BY 1");
            for (String table : tables) {
                line.accept(table);
                Answers.of(connection, "SELECT * FROM " + table).forEach(line);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the D1 database cannot be read: " + e.getMessage(), e);
        }
    }
}
