package io.tidegate.notifier.running;

import static org.awaitility.Awaitility.await;

import io.tidegate.local.junit.Kafka;
import io.tidegate.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

/** The notifier as a process of its own, which can be killed. */
final class NotifierProcess implements AutoCloseable {
    private final Process process;

    private NotifierProcess(Process process) {
        this.process = process;
    }

    /** One that is ready. */
    static NotifierProcess start(Kafka kafka, Map<String, String> settings) throws IOException {
        int port = Ports.free();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "tidegate-notifier.jar").toAbsolutePath().toString());
        builder.environment().putAll(settings);
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        builder.environment().put("MICRONAUT_SERVER_PORT", Integer.toString(port));
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "killed-notifier.log").toFile()));
        NotifierProcess notifier = new NotifierProcess(builder.start());
        await().atMost(RunningNotifier.PATIENCE).until(() -> notifier.isReady(port));
        return notifier;
    }

    private boolean isReady(int port) {
        if (!process.isAlive()) {
            throw new IllegalStateException("the notifier ended with " + process.exitValue());
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                    .build();
            return http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (java.net.ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** SIGKILL: nothing is closed, nothing is noted. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
