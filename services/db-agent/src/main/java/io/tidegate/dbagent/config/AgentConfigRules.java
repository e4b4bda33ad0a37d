package io.tidegate.dbagent.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What must be so before the agent starts; found now and not at five in the morning. */
final class AgentConfigRules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern TABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int HIGHEST_PORT = 65_535;

    private AgentConfigRules() {}

    static List<ConfigProblem> problems(AgentConfig config) {
        List<ConfigProblem> problems = new ArrayList<>();
        if (!config.target().isEmpty() && !NAME.matcher(config.target()).matches()) {
            problems.add(new ConfigProblem(
                    "target", "is '" + config.target() + "': write lower-case letters, digits and hyphens"));
        }
        switch (config.database()) {
            case AgentConfig.Postgres postgres -> postgres(config, postgres, problems);
            case AgentConfig.D1 d1 -> d1(config, d1, problems);
        }
        config.migrations().forEach((name, set) -> {
            String place = "migrations." + name;
            if (!Files.isDirectory(set.directory())) {
                problems.add(new ConfigProblem(place + ".directory", set.directory() + " is no directory"));
            }
            if (set.sha256() != null && !SHA256.matcher(set.sha256()).matches()) {
                problems.add(new ConfigProblem(place + ".sha256", "is not 64 lower-case hex digits"));
            }
        });
        config.hooks().forEach((name, hook) -> {
            if (hook.limit().isZero() || hook.limit().isNegative()) {
                problems.add(new ConfigProblem("hooks." + name + ".limit", "is no time: write for instance 30s"));
            }
        });
        config.stores().forEach((name, store) -> new StoreRules(name, problems).check(store));
        config.metrics().forEach((name, metric) -> new MetricRules(config, name, problems).check(metric));
        if (config.backups().keepLast() < 1) {
            problems.add(new ConfigProblem(
                    "backups.keep-last", "is " + config.backups().keepLast() + ": write 1 or more, so that one stays"));
        }
        return problems;
    }

    private static void postgres(AgentConfig config, AgentConfig.Postgres database, List<ConfigProblem> problems) {
        if (database.port() < 1 || database.port() > HIGHEST_PORT) {
            problems.add(new ConfigProblem("database.port", "is " + database.port() + ": write 1 to " + HIGHEST_PORT));
        }
        secret("database.password-file", database.passwordFile(), "the password", problems);
        if (database.name().equals(database.maintenanceDatabase())) {
            problems.add(new ConfigProblem(
                    "database.maintenance-database", "is the target itself: name another, for instance postgres"));
        }
        if (config.postgresBin() != null
                && !Files.isExecutable(config.postgresBin().resolve("pg_dump"))) {
            problems.add(new ConfigProblem(
                    "postgres-bin", config.postgresBin() + " has no pg_dump: name the directory that has it"));
        }
    }

    private static void d1(AgentConfig config, AgentConfig.D1 d1, List<ConfigProblem> problems) {
        if (!Files.isExecutable(d1.wrangler()) || Files.isDirectory(d1.wrangler())) {
            problems.add(new ConfigProblem(
                    "d1.wrangler",
                    d1.wrangler() + " cannot be run: install Wrangler 4 and name the program, for instance"
                            + " node_modules/.bin/wrangler"));
        }
        if (!TABLE.matcher(d1.migrationsTable()).matches()) {
            problems.add(new ConfigProblem(
                    "d1.migrations-table", "is '" + d1.migrationsTable() + "': write letters, digits and underscores"));
        }
        if (d1.place() instanceof AgentConfig.D1.Remote(String account, Path tokenFile)) {
            secret("d1.remote.token-file", tokenFile, "the API token", problems);
        }
        config.gates().forEach((name, gate) -> {
            if (gate instanceof Gate.PostgresReadOnly || gate instanceof Gate.PostgresClosed) {
                problems.add(new ConfigProblem(
                        "gates." + name + ".driver",
                        "is of PostgreSQL, and the target is a D1 database: close what stands before it"));
            }
        });
        config.migrations().forEach((name, set) -> {
            if (set.transaction() == AgentConfig.Transaction.STATEMENT) {
                problems.add(new ConfigProblem(
                        "migrations." + name + ".transaction",
                        "is 'statement', and D1 runs each file as one: leave it out"));
            }
        });
    }

    private static void secret(String place, Path file, String what, List<ConfigProblem> problems) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            problems.add(new ConfigProblem(
                    place, file + " cannot be read: write the path of a file with " + what + " and nothing else"));
        }
    }
}
