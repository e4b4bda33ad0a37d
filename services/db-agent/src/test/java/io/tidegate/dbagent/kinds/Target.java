package io.tidegate.dbagent.kinds;

import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.task.Task;
import io.tidegate.dbagent.Kinds;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.Gate;
import io.tidegate.dbagent.config.Metric;
import io.tidegate.dbagent.config.Store;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.program.Programs;
import io.tidegate.dbagent.step.Privilege;
import io.tidegate.dbagent.step.StepKinds;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import io.tidegate.dbagent.swap.LeftDatabases;
import io.tidegate.local.junit.Postgres;
import io.tidegate.local.postgres.AgentRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A target database of a test's own, and an agent's step kinds beside it. */
final class Target {
    static final String APPLICATION = "Kitchen App";
    static final String PASSWORD = "application";
    static final String OWNER = "kitchen \"owner\"";
    /** Not a superuser: made by the script that administrators are given. */
    static final String AGENT = "Kitchen Agent";

    private final Postgres postgres;
    private final String name;
    private final Path home;
    private final Path migrations;
    private final AgentConfig config;
    private final StepKinds kinds;
    private String window = "w-1";
    private int attempt = 1;
    private Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
    private final List<String> progress = new ArrayList<>();
    private @Nullable Meanwhile meanwhile;
    private Task.RunStep.@Nullable Opening opening;

    private Target(Postgres postgres, String name, AgentConfig config) {
        this.postgres = postgres;
        this.name = name;
        this.home = config.home();
        this.migrations = home.resolveSibling("migrations");
        this.config = config;
        var programs = new Programs(home.resolve("programs"));
        kinds = Kinds.of(config, programs, Clock.systemUTC());
    }

    /**
     * With tables {@code dish} (three rows) and {@code portion}, an owner and an application's role.
     *
     * @param name may hold anything that PostgreSQL allows
     */
    static Target create(Postgres postgres, String name, Path directory) throws SQLException, IOException {
        return create(postgres, name, directory, Map.of(), Map.of());
    }

    static Target create(
            Postgres postgres,
            String name,
            Path directory,
            Map<String, AgentConfig.Hook> hooks,
            Map<String, AgentConfig.Check> checks)
            throws SQLException, IOException {
        return create(postgres, name, directory, hooks, checks, Map.of());
    }

    static Target create(
            Postgres postgres,
            String name,
            Path directory,
            Map<String, AgentConfig.Hook> hooks,
            Map<String, AgentConfig.Check> checks,
            Map<String, Gate> gates)
            throws SQLException, IOException {
        try (Connection admin = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), postgres.adminUser(), postgres.adminPassword());
                var statement = admin.createStatement()) {
            for (String role : List.of(APPLICATION, OWNER)) {
                try (var row = statement.executeQuery(
                        "SELECT FROM pg_roles WHERE rolname = " + statement.enquoteLiteral(role))) {
                    if (row.next()) {
                        continue;
                    }
                }
                statement.execute(
                        "CREATE ROLE " + quoted(role) + " LOGIN PASSWORD " + statement.enquoteLiteral(PASSWORD));
            }
        }
        try (Connection admin = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), postgres.adminUser(), postgres.adminPassword());
                var statement = admin.createStatement()) {
            try (var row = statement.executeQuery("SELECT FROM pg_roles WHERE rolname = '" + AGENT + "'")) {
                if (!row.next()) {
                    AgentRole.create(statement, AGENT, PASSWORD, OWNER, APPLICATION);
                }
            }
            statement.execute("DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + quoted(name));
        }
        Files.createDirectories(directory.resolve("home"));
        Path secret = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        Path migrations = Files.createDirectories(directory.resolve("migrations"));
        var config = new AgentConfig(
                "kitchen",
                new AgentConfig.Postgres(
                        postgres.host(), postgres.port(), name, AGENT, secret, APPLICATION, "postgres"),
                directory.resolve("home"),
                postgres.binDirectory(),
                Map.of(
                        "set",
                        new AgentConfig.MigrationSet(migrations, null, AgentConfig.Transaction.SET),
                        "steps",
                        new AgentConfig.MigrationSet(
                                directory("steps", directory), null, AgentConfig.Transaction.STATEMENT),
                        "data",
                        new AgentConfig.MigrationSet(directory("data", directory), null, AgentConfig.Transaction.SET)),
                Map.of(
                        "prices",
                        new AgentConfig.Query(directory, "SELECT count(*), sum(price) FROM dish;"),
                        "names",
                        new AgentConfig.Query(directory, "SELECT name FROM dish ORDER BY id"),
                        "writes",
                        new AgentConfig.Query(directory, "DELETE FROM dish RETURNING id"),
                        "no-dish",
                        new AgentConfig.Query(directory, "SELECT id FROM dish WHERE id < 0")),
                hooks,
                checks,
                gates,
                Map.of("elsewhere", new Store.Directory(directory("store", directory))),
                Map.of(),
                new AgentConfig.Backups(Duration.ofDays(30), 3));
        var target = new Target(postgres, name, config);
        target.sql(
                "ALTER DATABASE " + quoted(name) + " OWNER TO " + quoted(OWNER),
                "SET ROLE " + quoted(OWNER),
                "CREATE SCHEMA IF NOT EXISTS menu",
                "GRANT ALL ON SCHEMA public TO PUBLIC",
                "CREATE TABLE public.dish (id integer PRIMARY KEY, name text NOT NULL, price numeric(8,2), made timestamptz)",
                "INSERT INTO dish VALUES (1, 'Soto', 1.50, now()), (2, 'Gado-gado', NULL, now()), (3, 'Rendang', 3, now())",
                "CREATE TABLE menu.portion (id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,"
                        + " dish integer NOT NULL REFERENCES dish, size text NOT NULL CONSTRAINT known CHECK (size IN ('S', 'L')))",
                "INSERT INTO menu.portion (dish, size) VALUES (1, 'S'), (2, 'L')",
                "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO " + quoted(APPLICATION));
        return target;
    }

    /** The same target, with an agent whose role is a superuser. */
    Target withSuperuser() throws IOException {
        return as(postgres.adminUser(), postgres.adminPassword());
    }

    /** The same target, with an agent of another role. */
    Target as(String role, String password) throws IOException {
        var as = (AgentConfig.Postgres) config.database();
        Path secret = Files.writeString(home.resolveSibling("secret-of-another"), password);
        return with(
                new AgentConfig.Postgres(
                        as.host(), as.port(), as.name(), role, secret, as.applicationRole(), as.maintenanceDatabase()),
                config.stores(),
                config.queries(),
                config.metrics());
    }

    /** The same, with another store in the agent's configuration. */
    Target withStore(String called, Store store) {
        Map<String, Store> stores = new HashMap<>(config.stores());
        stores.put(called, store);
        return with(config.database(), stores, config.queries(), config.metrics());
    }

    /** The same, with metrics that are asked by SQL: by name, what is asked. */
    Target withMetrics(Map<String, String> questions) {
        Map<String, AgentConfig.Query> queries = new HashMap<>(config.queries());
        Map<String, Metric> metrics = new LinkedHashMap<>(config.metrics());
        questions.forEach((metric, sql) -> {
            queries.put(metric, new AgentConfig.Query(home, sql));
            metrics.put(metric, new Metric.Sql(metric, null));
        });
        return with(config.database(), config.stores(), queries, metrics);
    }

    private Target with(
            AgentConfig.Database database,
            Map<String, Store> stores,
            Map<String, AgentConfig.Query> queries,
            Map<String, Metric> metrics) {
        return new Target(
                postgres,
                name,
                new AgentConfig(
                        config.target(),
                        database,
                        config.home(),
                        config.postgresBin(),
                        config.migrations(),
                        queries,
                        config.hooks(),
                        config.checks(),
                        config.gates(),
                        stores,
                        metrics,
                        config.backups()));
    }

    static String quoted(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    String name() {
        return name;
    }

    AgentConfig config() {
        return config;
    }

    Path record(String file) {
        return home.resolve("windows").resolve(window).resolve(file);
    }

    Target window(String id) {
        window = id;
        return this;
    }

    Target attempt(int number) {
        attempt = number;
        return this;
    }

    /** When its window opens, and on whose clock. */
    Target opening(Instant start, String zone) {
        opening = new Task.RunStep.Opening(start, ZoneId.of(zone));
        return this;
    }

    Target within(Duration limit) {
        deadline = Instant.now().plus(limit);
        return this;
    }

    private static Path directory(String name, Path parent) throws IOException {
        return Files.createDirectories(parent.resolve(name));
    }

    /** Writes a file of another set: {@code steps} runs statement by statement, {@code data} as one. */
    Target script(String set, String file, String sql) throws IOException {
        Files.writeString(home.resolveSibling(set).resolve(file), sql);
        return this;
    }

    /** Writes a migration as Prisma does. */
    Target prisma(String name, String sql) throws IOException {
        Files.createDirectories(migrations.resolve(name));
        Files.writeString(migrations.resolve("migration_lock.toml"), "provider = \"postgresql\"\n");
        return migration(name + "/migration.sql", sql);
    }

    /** Writes a file of the migration set. */
    Target migration(String file, String sql) throws IOException {
        Files.writeString(migrations.resolve(file), sql);
        return this;
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
                        new StepRequest(window, "plan", "step", attempt, deadline, work, halfDone, opening),
                        (percent, what) -> said(what));
    }

    private void said(String what) {
        progress.add(what);
        Meanwhile now = meanwhile;
        if (now != null && what.startsWith(now.says())) {
            meanwhile = null;
            try {
                sql(now.sql());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Meanwhile(String says, String sql) {}

    /** Runs a statement past the agent once, in the middle of a step: when it first says something that begins so. */
    Target whenItSays(String beginning, String sql) {
        meanwhile = new Meanwhile(beginning, sql);
        return this;
    }

    Set<Privilege> needs(Work work) {
        return kinds.of(work).needs(work);
    }

    List<String> progress() {
        return progress;
    }

    /** To the target, as the superuser. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(encoded(name)), postgres.adminUser(), postgres.adminPassword());
    }

    /** What the agent drops of its own accord, so much later. */
    List<String> sweep(Duration later) throws SQLException, IOException {
        return LeftDatabases.sweep(
                new TargetServer((AgentConfig.Postgres) config.database(), config.target()),
                home,
                Instant.now().plus(later));
    }

    /** To another database, as the superuser. */
    Connection connectTo(String database) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(encoded(database)), postgres.adminUser(), postgres.adminPassword());
    }

    Connection connectAsApplication() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(encoded(name)), APPLICATION, PASSWORD);
    }

    private static String encoded(String name) {
        return java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    void sql(String... statements) throws SQLException {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** On the maintenance database. */
    void administer(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), postgres.adminUser(), postgres.adminPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of all rows, on the maintenance database. */
    List<String> ask(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                postgres.jdbcUrl("postgres"), postgres.adminUser(), postgres.adminPassword())) {
            return ask(connection, sql);
        }
    }

    /** The first column of all rows, on the target. */
    List<String> askTarget(String sql) throws SQLException {
        try (Connection connection = connect()) {
            return ask(connection, sql);
        }
    }

    private static List<String> ask(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(String.valueOf(row.getString(1)));
            }
            return values;
        }
    }

    /** {@code pg_dump --create}: the database with its owner, privileges and settings, as text. */
    String dump() throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                postgres.binDirectory().resolve("pg_dump").toString(),
                "--create",
                "--host=" + postgres.host(),
                "--port=" + postgres.port(),
                "--username=" + postgres.adminUser(),
                name);
        builder.environment().put("PGPASSWORD", postgres.adminPassword());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(text);
        }
        return text.lines()
                .filter(line -> !line.startsWith("\\restrict") && !line.startsWith("\\unrestrict"))
                .collect(java.util.stream.Collectors.joining("\n"));
    }
}
