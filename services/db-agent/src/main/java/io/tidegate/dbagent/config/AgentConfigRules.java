package io.tidegate.dbagent.config;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What must be so before the agent starts; found now and not at five in the morning. */
final class AgentConfigRules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int HIGHEST_PORT = 65_535;

    private AgentConfigRules() {}

    static List<String> problems(AgentConfig config) {
        List<String> problems = new ArrayList<>();
        if (!config.target().isEmpty() && !NAME.matcher(config.target()).matches()) {
            problems.add("target is '" + config.target() + "': write lower-case letters, digits and hyphens");
        }
        AgentConfig.Database database = config.database();
        if (database.port() < 1 || database.port() > HIGHEST_PORT) {
            problems.add("database.port is " + database.port() + ": write 1 to " + HIGHEST_PORT);
        }
        if (!Files.isReadable(database.passwordFile()) || Files.isDirectory(database.passwordFile())) {
            problems.add("database.password-file " + database.passwordFile()
                    + " cannot be read: write the path of a file with the password and nothing else");
        }
        if (database.name().equals(database.maintenanceDatabase())) {
            problems.add("database.maintenance-database is the target itself: name another, for instance postgres");
        }
        if (config.postgresBin() != null
                && !Files.isExecutable(config.postgresBin().resolve("pg_dump"))) {
            problems.add("postgres-bin " + config.postgresBin() + " has no pg_dump: name the directory that has it");
        }
        config.migrations().forEach((name, set) -> {
            if (!Files.isDirectory(set.directory())) {
                problems.add("migrations." + name + ".directory " + set.directory() + " is no directory");
            }
            if (set.sha256() != null && !SHA256.matcher(set.sha256()).matches()) {
                problems.add("migrations." + name + ".sha256 is not 64 lower-case hex digits");
            }
        });
        config.hooks().forEach((name, hook) -> {
            if (hook.limit().isZero() || hook.limit().isNegative()) {
                problems.add("hooks." + name + ".limit is no time: write for instance 30s");
            }
        });
        config.stores().forEach((name, store) -> new StoreRules(name, problems).check(store));
        if (config.backups().keepLast() < 1) {
            problems.add(
                    "backups.keep-last is " + config.backups().keepLast() + ": write 1 or more, so that one stays");
        }
        return problems;
    }
}
