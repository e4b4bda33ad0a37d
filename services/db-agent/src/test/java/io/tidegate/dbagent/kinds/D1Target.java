package io.tidegate.dbagent.kinds;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.Kinds;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.Store;
import io.tidegate.dbagent.program.Programs;
import io.tidegate.dbagent.step.StepKinds;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import io.tidegate.local.process.Directories;
import io.tidegate.local.wrangler.LocalWrangler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A D1 database of a test's own, local as {@code wrangler dev} has it, and an agent's step kinds beside it. */
final class D1Target {
    static final String ID = "5f0c8a2e-1111-4222-8333-444455556666";

    private final Path directory;
    private final AgentConfig config;
    private final StepKinds kinds;
    private final List<String> progress = new ArrayList<>();
    private String window = "w-1";
    private Instant deadline = Instant.now().plus(Duration.ofMinutes(2));

    private D1Target(Path directory, AgentConfig config) {
        this.directory = directory;
        this.config = config;
        this.kinds = Kinds.of(config, new Programs(config.home().resolve("programs")), Clock.systemUTC());
    }

    /** Made by the real Wrangler; with the table {@code dish} (three rows) and nothing that notes migrations. */
    static D1Target create(Path directory) throws IOException {
        Path persistTo = directory.resolve("state's place");
        stateAt(persistTo);
        return of(directory, LocalWrangler.program(), new AgentConfig.D1.Local(persistTo));
    }

    /** What the real Wrangler has made once for all tests, copied. */
    static void stateAt(Path persistTo) throws IOException {
        try (Stream<Path> files = Files.walk(Made.STATE)) {
            for (Path file : files.toList()) {
                Files.copy(file, persistTo.resolve(Made.STATE.relativize(file).toString()));
            }
        }
    }

    private static final class Made {
        static final Path STATE = state();

        private static Path state() {
            Path directory = Directories.temporary("tidegate-d1-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Directories.delete(directory)));
            Path persistTo = directory.resolve("state");
            try {
                wrangler(directory, persistTo, """
                        CREATE TABLE dish (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, price REAL);
                        INSERT INTO dish (name, price) VALUES ('Soto', 1.5), ('Gado-gado', NULL), ('Rendang', 3);
                        """);
                return persistTo;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while Wrangler makes a database", e);
            }
        }
    }

    /** With the file's configuration, and another program in Wrangler's place. */
    static D1Target of(Path directory, Path wrangler, AgentConfig.D1.Place place) throws IOException {
        for (String name : List.of("home", "migrations", "store")) {
            Files.createDirectories(directory.resolve(name));
        }
        return new D1Target(
                directory,
                new AgentConfig(
                        "kitchen",
                        new AgentConfig.D1("kitchen", ID, "d1_migrations", wrangler, place),
                        directory.resolve("home"),
                        null,
                        Map.of(
                                "set",
                                new AgentConfig.MigrationSet(
                                        directory.resolve("migrations"), null, AgentConfig.Transaction.SET)),
                        Map.of("prices", new AgentConfig.Query(directory, "SELECT count(*), sum(price) FROM dish")),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Map.of("elsewhere", new Store.Directory(directory.resolve("store"))),
                        Map.of(),
                        new AgentConfig.Backups(Duration.ofDays(30), 3)));
    }

    AgentConfig config() {
        return config;
    }

    AgentConfig.D1 d1() {
        return (AgentConfig.D1) config.database();
    }

    D1Target migration(String file, String sql) throws IOException {
        Files.writeString(directory.resolve("migrations").resolve(file), sql);
        return this;
    }

    D1Target within(Duration limit) {
        deadline = Instant.now().plus(limit);
        return this;
    }

    Path record(String file) {
        return config.home().resolve("windows").resolve(window).resolve(file);
    }

    StepResult run(Work work) throws Exception {
        return run(work, false);
    }

    /** As after a crash in the middle of it. */
    StepResult runAgain(Work work) throws Exception {
        return run(work, true);
    }

    private StepResult run(Work work, boolean halfDone) throws Exception {
        return kinds.of(work)
                .run(
                        new StepRequest(window, "plan", "step", 1, deadline, work, halfDone, null),
                        (percent, what) -> progress.add(what));
    }

    List<String> progress() {
        return progress;
    }

    /** The file of the local database: the one that Wrangler has made. */
    Path file() throws IOException {
        try (Stream<Path> files = Files.list(persistTo().resolve("v3/d1/miniflare-D1DatabaseObject"))) {
            return files.filter(file -> file.toString().endsWith(".sqlite"))
                    .filter(file -> !file.endsWith("metadata.sqlite"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    String url() throws IOException {
        return "jdbc:sqlite:" + file();
    }

    /** The values of all rows, past the agent. */
    List<String> ask(String sql) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(String.valueOf(row.getString(1)));
            }
            return values;
        }
    }

    /** Writes past the agent, as the application would. */
    void sql(String sql) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static void wrangler(Path directory, Path persistTo, String sql) throws IOException, InterruptedException {
        Path configuration = Files.writeString(directory.resolve("wrangler.json"), """
                {"name": "kitchen", "compatibility_date": "2025-01-01", "d1_databases": [
                  {"binding": "DB", "database_name": "kitchen", "database_id": "%s"}]}
                """.formatted(ID));
        Process process = new ProcessBuilder(
                        LocalWrangler.program().toString(),
                        "d1",
                        "execute",
                        "DB",
                        "--local",
                        "--persist-to",
                        persistTo.toString(),
                        "--config",
                        configuration.toString(),
                        "--command",
                        sql)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    private Path persistTo() {
        return ((AgentConfig.D1.Local) d1().place()).persistTo();
    }
}
