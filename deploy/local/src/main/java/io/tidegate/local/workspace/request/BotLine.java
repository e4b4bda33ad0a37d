package io.tidegate.local.workspace.request;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The way to the bot: signs as Slack does and waits as long as Slack does. */
public final class BotLine implements AutoCloseable {
    /** Slack's docs, "Confirming receipt": within 3 seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private volatile String address;
    private final String secret;
    private final Clock clock;

    /** @param address of the bot, without a path */
    public BotLine(String address, String secret, Clock clock) {
        this.address = withoutSlash(address);
        this.secret = secret;
        this.clock = clock;
    }

    public void callAt(String newAddress) {
        address = withoutSlash(newAddress);
    }

    public String address() {
        return address;
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    BotReply send(String path, Form form) {
        String body = form.body();
        String timestamp = String.valueOf(clock.instant().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json,*/*")
                .header("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", SlackSignature.of(secret, timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return await(http.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
    }

    private static BotReply await(CompletableFuture<HttpResponse<String>> sent) {
        try {
            // The request's own limit ends with the headers; Slack's covers the body.
            HttpResponse<String> response = sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new BotReply.Answered(response.statusCode(), type, response.body());
        } catch (TimeoutException e) {
            sent.cancel(true);
            return new BotReply.TimedOut();
        } catch (ExecutionException e) {
            return e.getCause() instanceof HttpTimeoutException
                    ? new BotReply.TimedOut()
                    : new BotReply.Unreachable(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            return new BotReply.Unreachable("the workspace is closing");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
