package io.tidegate.local.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.javalin.http.sse.SseClient;
import io.tidegate.contracts.json.Json;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Changes, sent to open pages as they happen. Who publishes never waits for a page. A page that reconnects reads
 * everything anew, so nothing is kept here.
 */
public final class LiveFeed implements AutoCloseable {
    private static final long BEAT_SECONDS = 15;

    private final Set<SseClient> pages = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live-feed").factory());

    public LiveFeed() {
        // So that a page that is gone is noticed, and no proxy cuts a quiet line.
        var unused = sender.scheduleAtFixedRate(
                () -> pages.forEach(page -> page.sendComment("beat")), BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    /** For whoever asks with {@code Accept: text/event-stream}, as browsers do. */
    public void serve(Javalin web, String path) {
        web.sse(path, page -> {
            page.keepAlive();
            page.onClose(() -> pages.remove(page));
            pages.add(page);
            sender.execute(() -> page.sendEvent("ready", "{}"));
        });
    }

    public void publish(String event, JsonNode change) {
        if (sender.isShutdown()) {
            return;
        }
        String data = Json.write(change);
        sender.execute(() -> pages.forEach(page -> page.sendEvent(event, data)));
    }

    @Override
    public void close() {
        sender.shutdownNow();
        pages.forEach(SseClient::close);
    }
}
