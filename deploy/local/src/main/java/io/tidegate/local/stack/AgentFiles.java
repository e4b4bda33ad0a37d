package io.tidegate.local.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tidegate.local.process.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person would write beside the database: the agent's configuration, and the application's settings. */
final class AgentFiles {
    private static final String PRIVATE = "rw-------";
    private static final String PASSWORD = "password";
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Example example;
    private final LocalTarget target;
    private final Path home;
    private final Path application;
    private final int applicationPort;

    /**
     * @param home directory of the agent
     * @param application directory of the application
     */
    AgentFiles(Example example, LocalTarget target, Path home, Path application, int applicationPort) {
        this.example = example;
        this.target = target;
        this.home = home;
        this.application = application;
        this.applicationPort = applicationPort;
    }

    /** Where the agent finds the password of its role. @param home of the agent */
    static Path password(Path home, String password) {
        try {
            Files.createDirectories(home);
            return secret(home.resolve(PASSWORD), password);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the agent's password", e);
        }
    }

    /**
     * The agent's configuration.
     *
     * @param broken the example's migrations that fail are taken
     * @return its file
     */
    Path agent(boolean broken) {
        try {
            Files.createDirectories(home);
            // Where the examples' stores are, as if another machine's disk were mounted there.
            Files.createDirectories(home.resolve("offsite"));
            return secret(home.resolve("agent.yaml"), YAML.writeValueAsString(configuration(broken)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the agent's configuration", e);
        }
    }

    /** The application's settings, when the target is there. */
    void application() {
        try {
            Files.createDirectories(application);
            secret(application.resolve("settings"), settings());
            Files.writeString(application.resolve("version"), "1\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the application's settings", e);
        }
    }

    private ObjectNode configuration(boolean broken) throws IOException {
        ObjectNode all = YAML.createObjectNode();
        all.put("target", example.target()).put("home", home.toString());
        target.describe(all);
        all.setAll((ObjectNode) YAML.readTree(YAML.writeValueAsString(example.agent())
                .replace("${migrations}", migrations(broken).toString())
                .replace("${home}", home.toString())));
        ObjectNode hooks = all.withObject("/hooks");
        hook(hooks, "stop-app", "30s", "stop");
        hook(hooks, "start-app", "60s", "start");
        hook(hooks, "deploy-new", "30s", "deploy", "2");
        hook(hooks, "deploy-previous", "30s", "deploy", "1");
        hook(hooks, "smoke-test", "60s", "smoke");
        all.withObject("/checks").putObject("app-health").put("url", "http://127.0.0.1:" + applicationPort + "/health");
        return all;
    }

    /** Those that fail are laid over the good ones. */
    private Path migrations(boolean broken) throws IOException {
        if (!broken) {
            return example.migrations();
        }
        Path laid = home.resolve("migrations");
        copy(example.migrations(), laid);
        copy(example.migrations().resolveSibling("migrations-broken"), laid);
        return laid;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path each : files.toList()) {
                Path place = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(place);
                } else {
                    Files.copy(each, place, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private void hook(ObjectNode hooks, String name, String limit, String... arguments) {
        ObjectNode hook = hooks.putObject(name).put("limit", limit);
        var command = hook.putArray("command")
                .add(Root.path().resolve("deploy/local/application/service").toString())
                .add(application.toString());
        for (String argument : arguments) {
            command.add(argument);
        }
    }

    private String settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("JAVA", ServiceProcess.java());
        settings.put("CLASS_PATH", System.getProperty("java.class.path"));
        settings.put("PORT", Integer.toString(applicationPort));
        settings.putAll(new TreeMap<>(target.application()));
        settings.put("READ_SQL", example.application().read());
        example.application().write().forEach((version, sql) -> settings.put("WRITE_SQL_" + version, sql));
        return settings.entrySet().stream()
                .map(each -> each.getKey() + "='" + each.getValue().replace("'", "'\\''") + "'\n")
                .collect(Collectors.joining());
    }

    private static Path secret(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(PRIVATE));
        return file;
    }
}
