package io.tidegate.local.whatsapp;

import io.tidegate.local.web.Hmac;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the customer's webhook, signed with the app secret, again and again until it answers 2xx. */
final class Webhook implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int TRIES = 6;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook").factory());
    private final String appSecret;
    private final String verifyToken;
    private volatile String url;

    /** @param url empty for none */
    Webhook(String url, String appSecret, String verifyToken) {
        this.url = url;
        this.appSecret = appSecret;
        this.verifyToken = verifyToken;
    }

    void callAt(String newUrl) {
        url = newUrl;
    }

    /** @param after it is told, once it was taken */
    void tell(String body, Duration delay, Runnable after) {
        if (url.isEmpty()) {
            var unused = sender.schedule(after, delay.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            attempt(body, delay, after, 1);
        }
    }

    private void attempt(String body, Duration delay, Runnable after, int attempt) {
        var unused = sender.schedule(
                () -> {
                    if (post(body)) {
                        after.run();
                    } else if (attempt < TRIES) {
                        attempt(body, Duration.ofMillis(250L << attempt), after, attempt + 1);
                    } else {
                        LOG.warn("The webhook {} took a status in none of {} tries; it is given up", url, TRIES);
                    }
                },
                delay.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private boolean post(String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("User-Agent", "facebookexternalua")
                .header("X-Hub-Signature-256", signature(appSecret, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300;
        } catch (IOException e) {
            LOG.info("The webhook {} is away: {}", url, e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static String signature(String appSecret, String body) {
        return "sha256=" + Hmac.sha256(appSecret, body);
    }

    /** The handshake with which Meta verifies a webhook. Empty when it holds, else why not. */
    String verify() {
        String challenge = UUID.randomUUID().toString();
        String query = "hub.mode=subscribe&hub.verify_token=" + URLEncoder.encode(verifyToken, StandardCharsets.UTF_8)
                + "&hub.challenge=" + challenge;
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(url + "?" + query))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                return "HTTP " + response.statusCode();
            }
            return response.body().equals(challenge) ? "" : "the challenge did not come back";
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "the stand-in is closing";
        } catch (RejectedExecutionException | IllegalArgumentException e) {
            return "no webhook: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        sender.shutdownNow();
        http.shutdownNow();
    }
}
