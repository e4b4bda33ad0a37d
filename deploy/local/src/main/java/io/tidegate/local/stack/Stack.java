package io.tidegate.local.stack;

import static io.tidegate.local.stack.StackPorts.url;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.kafka.KafkaBroker;
import io.tidegate.local.postgres.PostgresCluster;
import io.tidegate.local.process.ChildProcess;
import io.tidegate.local.process.Directories;
import io.tidegate.local.process.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Everything that a window needs, on this machine: Kafka, PostgreSQL with Tidegate's database, the target, the four
 * services, the application, and stand-ins for Slack, mail and WhatsApp, each a process of its own.
 */
public final class Stack implements AutoCloseable {
    private static final String SERVICES_DATABASE = "tidegate";

    private final StackOptions options;
    private final StackPorts ports = StackPorts.free();
    private final StackSecrets secrets = StackSecrets.fresh();
    private final Path home = Directories.temporary("tidegate-");
    private final Path run;
    private final Path logs;
    private final Map<String, ServiceProcess> processes = new LinkedHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Instant begun = Instant.now();
    private Duration startup = Duration.ZERO;
    private final KafkaBroker kafka;
    private final PostgresCluster postgres;
    private final LocalTarget target;
    private final AgentFiles files;

    private Stack(StackOptions options) {
        this.options = options;
        run = options.run();
        logs = run.resolve("logs");
        clearLogs();
        var programs = new Programs(options.example(), ports, secrets, RealParts.of(options.environment()), logs);
        var broker = CompletableFuture.supplyAsync(() -> KafkaBroker.create(home.resolve("kafka")));
        var cluster = CompletableFuture.supplyAsync(() -> PostgresCluster.create(home.resolve("postgres")));
        launch(programs.standIns());
        postgres = cluster.join();
        ready("PostgreSQL");
        kafka = broker.join();
        ready("Kafka");
        postgres.createDatabase(SERVICES_DATABASE);
        target = target(options.example());
        files = new AgentFiles(
                options.example(), target, home.resolve("agent"), home.resolve("application"), ports.application());
        launch(programs.services(
                kafka.bootstrapServers(),
                postgres,
                SERVICES_DATABASE,
                options.plans(),
                signingKey(),
                files.agent(options.broken())));
    }

    private LocalTarget target(Example example) {
        return switch (example.kind()) {
            case Example.Roles roles ->
                new PostgresTarget(
                        postgres, example, roles, secrets, AgentFiles.password(home.resolve("agent"), secrets.agent()));
            case Example.D1(String id) -> new D1Target(example, id, home.resolve("worker"));
        };
    }

    /** Starts everything; returns when all of it is ready. What was started is ended when something fails. */
    public static Stack start(StackOptions options) {
        try {
            var stack = new Stack(options);
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "end the stack"));
            try {
                stack.awaitReady();
                stack.startup = Duration.between(stack.begun, Instant.now());
                stack.describe();
                return stack;
            } catch (RuntimeException e) {
                // Now, while its files still say what is to be ended.
                stack.close();
                throw e;
            }
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    public String kafka() {
        return kafka.bootstrapServers();
    }

    /** How long it took until all of it was ready: what to expect of this machine. */
    public Duration startup() {
        return startup;
    }

    /** What the stack was started with. */
    public Example example() {
        return options.example();
    }

    /** With Tidegate's own database, and the target where that is one of PostgreSQL. */
    public PostgresCluster postgres() {
        return postgres;
    }

    /** The database that is migrated, past the agent. */
    public LocalTarget target() {
        return target;
    }

    public String orchestrator() {
        return url(ports.orchestrator());
    }

    public String workspace() {
        return url(ports.workspace());
    }

    public String bot() {
        return url(ports.bot());
    }

    public String mailbox() {
        return url(ports.mailbox());
    }

    public String whatsApp() {
        return url(ports.whatsApp());
    }

    public String statusPage() {
        return url(ports.notifier());
    }

    public String application() {
        return url(ports.application());
    }

    /** The orchestrator's; its public half is beside it. */
    public Path signingKey() {
        return home.resolve("signing-key.pem");
    }

    public Path logs() {
        return logs;
    }

    /** With what the workspace signs requests to the bot. */
    public String slackSigningSecret() {
        return secrets.slackSigning();
    }

    /** False for a stand-in in whose place the real part is used. */
    public boolean runs(String name) {
        return processes.containsKey(name);
    }

    /** A service or stand-in by its name, to be killed and started again. */
    public ServiceProcess process(String name) {
        ServiceProcess process = processes.get(name);
        if (process == null) {
            throw new IllegalArgumentException("no process '" + name + "'; there are " + processes.keySet());
        }
        return process;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        service("stop");
        processes.values().parallelStream().forEach(ServiceProcess::close);
        kafka.close();
        postgres.close();
        Directories.delete(home);
        try {
            Files.deleteIfExists(run.resolve("stack.json"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + run.resolve("stack.json"), e);
        }
    }

    private void launch(Collection<ServiceProcess> some) {
        some.forEach(process -> {
            processes.put(process.name(), process);
            process.launch();
        });
    }

    private void awaitReady() {
        var waits = processes.values().stream()
                .map(process -> CompletableFuture.runAsync(() -> {
                    process.awaitReady();
                    ready(process.name());
                }))
                .toList();
        target.create(options.rows());
        files.application();
        ready("target database, " + options.rows() + " rows in its largest table");
        service("start");
        ready("application");
        waits.forEach(CompletableFuture::join);
    }

    private void ready(String part) {
        options.progress().accept(part);
    }

    private void service(String verb) {
        Path application = home.resolve("application");
        if (Files.exists(application.resolve("settings"))) {
            ChildProcess.run(
                    "application " + verb,
                    List.of(
                            Root.path()
                                    .resolve("deploy/local/application/service")
                                    .toString(),
                            application.toString(),
                            verb),
                    Map.of(),
                    logs.resolve("application.log"));
        }
    }

    private void clearLogs() {
        Directories.delete(logs);
        try {
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + logs, e);
        }
    }

    /** Tells the command line where everything is; no secret is in it. */
    private void describe() {
        ObjectNode file = Json.mapper()
                .createObjectNode()
                .put("kafka", kafka())
                .put("signingKey", signingKey().toString())
                .put("orchestrator", orchestrator())
                .put("workspace", workspace())
                .put("bot", bot())
                .put("statusPage", statusPage())
                .put("mailbox", mailbox())
                .put("whatsApp", whatsApp())
                .put("application", application());
        try {
            Files.writeString(run.resolve("stack.json"), file.toPrettyString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + run.resolve("stack.json"), e);
        }
    }
}
