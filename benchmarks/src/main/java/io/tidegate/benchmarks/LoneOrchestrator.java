package io.tidegate.benchmarks;

import io.tidegate.local.kafka.KafkaBroker;
import io.tidegate.local.postgres.PostgresCluster;
import io.tidegate.local.process.ChildProcess;
import io.tidegate.local.process.Directories;
import io.tidegate.local.process.Ports;
import io.tidegate.local.process.Root;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The orchestrator with a broker and a cluster of its own, each a process of this machine, and nothing else. */
final class LoneOrchestrator implements AutoCloseable {
    static final String DATABASE = "tidegate";

    /** What the process is given, unless the system property {@code orchestrator.jvm} says otherwise. */
    private static final String JVM = "-Xmx512m -XX:+UseSerialGC";

    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Path home = Directories.temporary("tidegate-benchmark-");
    private final KafkaBroker kafka = KafkaBroker.create(home.resolve("kafka"));
    private final PostgresCluster cluster = PostgresCluster.create(home.resolve("postgres"));
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private @Nullable ChildProcess process;

    LoneOrchestrator() {
        cluster.createDatabase(DATABASE);
        try {
            Files.createDirectories(plans());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + plans(), e);
        }
    }

    String kafka() {
        return kafka.bootstrapServers();
    }

    PostgresCluster cluster() {
        return cluster;
    }

    /** The directory that the orchestrator reads plans from. */
    Path plans() {
        return home.resolve("plans");
    }

    Path signingKey() {
        return home.resolve("signing.pem");
    }

    /** @return how long it took until it said that it is ready */
    Duration start() {
        long begun = System.nanoTime();
        ChildProcess started =
                ChildProcess.start("orchestrator", command(), environment(), home.resolve("orchestrator.log"));
        process = started;
        started.await(this::isReady, START_LIMIT);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    void stop() {
        running().close();
    }

    /** SIGKILL. */
    void kill() {
        running().kill();
    }

    ProcessUse use() {
        return ProcessUse.of(running().pid());
    }

    ProcessUse kafkaUse() {
        return ProcessUse.of(kafka.pid());
    }

    ProcessUse postgresUse() {
        return ProcessUse.ofServer(cluster, DATABASE);
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException("the orchestrator was never started");
        }
        return process;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("orchestrator.jvm", JVM).split(" ")));
        command.add("-jar");
        command.add(Root.path()
                .resolve("services/orchestrator/target/tidegate-orchestrator.jar")
                .toString());
        return command;
    }

    private Map<String, String> environment() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", kafka(),
                "TIDEGATE_DATABASE_URL", cluster.jdbcUrl(DATABASE),
                "TIDEGATE_DATABASE_USER", PostgresCluster.ADMIN,
                "TIDEGATE_DATABASE_PASSWORD", cluster.adminPassword(),
                "TIDEGATE_PLANS", plans().toString(),
                "TIDEGATE_SIGNING_KEY", signingKey().toString(),
                "TIDEGATE_INSTANCE", "benchmark",
                "MICRONAUT_SERVER_PORT", Integer.toString(port),
                "MICRONAUT_SERVER_HOST", "127.0.0.1");
    }

    private boolean isReady() {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        ChildProcess running = process;
        if (running != null && running.isAlive()) {
            running.close();
        }
        kafka.close();
        cluster.close();
        Directories.delete(home);
    }
}
