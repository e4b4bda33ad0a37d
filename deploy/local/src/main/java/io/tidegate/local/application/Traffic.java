package io.tidegate.local.application;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** People at their screens: asks the application again and again, and notes when it did not answer. */
public final class Traffic implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final HttpRequest request;
    private final Thread thread;
    private long answered;
    private long refused;
    private @Nullable Instant firstRefusal;
    private @Nullable Instant lastRefusal;
    private volatile boolean ended;

    private Traffic(String application) {
        request = HttpRequest.newBuilder(URI.create(application + "/read"))
                .timeout(PATIENCE)
                .build();
        thread = Thread.ofVirtual().name("traffic").unstarted(this::run);
    }

    public static Traffic against(String application) {
        var traffic = new Traffic(application);
        traffic.thread.start();
        return traffic;
    }

    /** What was seen so far. @param outage from the first refusal to the last, by the people's clock */
    public record Seen(long answered, long refused, Duration outage) {}

    public synchronized Seen seen() {
        Duration outage = firstRefusal == null || lastRefusal == null
                ? Duration.ZERO
                : Duration.between(firstRefusal, lastRefusal).plus(PAUSE);
        return new Seen(answered, refused, outage);
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        client.close();
    }

    private void run() {
        try {
            while (!ended) {
                note(ask());
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ask() throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private synchronized void note(boolean ok) {
        if (ok) {
            answered++;
            return;
        }
        refused++;
        Instant now = Instant.now();
        firstRefusal = firstRefusal == null ? now : firstRefusal;
        lastRefusal = now;
    }
}
