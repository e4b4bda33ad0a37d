package io.tidegate.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Types what people would type in the local workspace, which signs it and sends it to the bot as Slack does. */
final class People {
    private static final String CHANNEL = "C0MIGRATION";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String workspace;

    People(String workspace) {
        this.workspace = workspace;
    }

    /**
     * Types a slash command.
     *
     * @param user a chat user's id
     * @return how long the acknowledgement took
     * @throws IllegalStateException when the bot did not acknowledge
     */
    Duration type(String user, String text) {
        String body = Json.write(Json.mapper()
                .createObjectNode()
                .put("user", user)
                .put("channel", CHANNEL)
                .put("text", text));
        var request = HttpRequest.newBuilder(URI.create(workspace + "/local/commands"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        JsonNode answer = send(request);
        if (!answer.path("ok").asBoolean()) {
            throw new IllegalStateException("'" + text + "' was not acknowledged: " + answer);
        }
        return Duration.ofMillis(answer.path("millis").asLong());
    }

    /**
     * Waits until a card with that button is in the channel: before it is, nobody would know what to answer to.
     *
     * @throws IllegalStateException when there is none after ten seconds
     */
    void awaitButton(String actionId) {
        Instant until = Instant.now().plus(PATIENCE);
        while (get(workspace + "/local/messages?channel=" + CHANNEL).findValuesAsText("action_id").stream()
                .noneMatch(actionId::equals)) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException("no card with a button " + actionId + " has come into the channel");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** A JSON document of the stack. */
    JsonNode get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build());
    }

    private JsonNode send(HttpRequest request) {
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return Json.read(answer.body(), JsonNode.class);
        } catch (IOException e) {
            throw new IllegalStateException("no answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
