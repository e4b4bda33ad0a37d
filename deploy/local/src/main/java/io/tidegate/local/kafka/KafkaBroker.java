package io.tidegate.local.kafka;

import io.tidegate.local.process.ChildProcess;
import io.tidegate.local.process.Ports;
import io.tidegate.local.process.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** One real Kafka broker in KRaft mode, with its data in a directory of its own. */
public final class KafkaBroker implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path home;
    private final int port;
    private final Path libraries;
    private @Nullable ChildProcess process;

    private KafkaBroker(Path home, int port, Path libraries) {
        this.home = home;
        this.port = port;
        this.libraries = libraries;
    }

    /** Formats the storage and starts. @param home an empty directory */
    public static KafkaBroker create(Path home) {
        Path libraries = Root.path().resolve("deploy/broker/target/lib");
        if (!Files.isDirectory(libraries)) {
            throw new IllegalStateException("the broker's class path is missing: run ./mvnw -pl deploy/broker package");
        }
        var broker = new KafkaBroker(home, Ports.free(), libraries);
        broker.format();
        broker.start();
        return broker;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Starts on the same data and port; nothing happens when it runs. */
    public void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        process = ChildProcess.start(
                "Kafka", java("kafka.Kafka", settings().toString()), Map.of(), home.resolve("broker.log"));
        process.await(this::answers, START_LIMIT);
    }

    /** Ends the broker; its data stays. */
    public void stop() {
        if (process != null) {
            process.close();
        }
    }

    public long pid() {
        return process == null ? -1 : process.pid();
    }

    @Override
    public void close() {
        stop();
    }

    private Path settings() {
        return home.resolve("server.properties");
    }

    private void format() {
        int controller = Ports.free();
        String settings = """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%d
                listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
                advertised.listeners=PLAINTEXT://127.0.0.1:%d
                controller.listener.names=CONTROLLER
                log.dirs=%s
                num.partitions=6
                offsets.topic.num.partitions=4
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                auto.create.topics.enable=false
                """.formatted(controller, port, controller, port, home.resolve("data"));
        try {
            Files.createDirectories(home);
            Files.writeString(settings(), settings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + settings(), e);
        }
        ChildProcess.run(
                "kafka-storage",
                java(
                        "kafka.tools.StorageTool",
                        "format",
                        "--cluster-id",
                        "dGlkZWdhdGUtbG9jYWwtMQ",
                        "--config",
                        settings().toString()),
                Map.of(),
                home.resolve("format.log"));
    }

    private List<String> java(String main, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                libraries + "/*",
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    private boolean answers() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers(), "request.timeout.ms", 1000, "default.api.timeout.ms", 1000);
        if (!listens()) {
            return false;
        }
        try (var admin = Admin.create(settings)) {
            return !admin.describeCluster().nodes().get(1, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean listens() {
        try (var socket = new java.net.Socket()) {
            socket.connect(new java.net.InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
