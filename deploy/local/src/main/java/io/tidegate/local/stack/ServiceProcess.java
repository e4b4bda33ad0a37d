package io.tidegate.local.stack;

import io.tidegate.local.process.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Java program of ours as a process that can be killed and started again. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final String name;
    private final int port;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private @Nullable ChildProcess process;

    private ServiceProcess(String name, int port, List<String> command, Map<String, String> environment, Path log) {
        this.name = name;
        this.port = port;
        this.command = command;
        this.environment = environment;
        this.log = log;
    }

    /** A program that answers 200 at {@code /health} of its port when it is ready. @param what {@code -jar x} or so */
    static ServiceProcess of(String name, int port, List<String> what, Map<String, String> environment, Path logs) {
        List<String> command = new ArrayList<>(
                List.of(java(), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(what);
        return new ServiceProcess(name, port, List.copyOf(command), environment, logs.resolve(name + ".log"));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public String name() {
        return name;
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Starts without waiting. */
    public void launch() {
        process = ChildProcess.start(name, command, environment, log);
    }

    /** Waits until it is ready. */
    public void awaitReady() {
        running().await(this::answers, START_LIMIT);
    }

    /** SIGKILL. */
    public void kill() {
        running().kill();
    }

    public long pid() {
        return running().pid();
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    private ChildProcess running() {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }

    private boolean answers() {
        var request = HttpRequest.newBuilder(URI.create(address() + "/health"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
