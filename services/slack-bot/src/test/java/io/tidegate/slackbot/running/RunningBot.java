package io.tidegate.slackbot.running;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.app_backend.SlackSignature;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.tidegate.contracts.json.Json;
import io.tidegate.slackbot.request.PublishedVector;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The bot as it runs, with real Kafka and PostgreSQL behind and Slack's part played by the test. */
final class RunningBot implements AutoCloseable {
    private final EmbeddedServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningBot(EmbeddedServer server) {
        this.server = server;
    }

    static RunningBot start(String kafka, Database database, SlackStandIn slack, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "micronaut.server.port",
                -1,
                "kafka.bootstrap.servers",
                kafka,
                "tidegate.database.url",
                database.url(),
                "tidegate.database.user",
                database.user(),
                "tidegate.database.password",
                database.password(),
                "slack.signing-secret",
                PublishedVector.SECRET,
                "slack.bot-token",
                SlackStandIn.TOKEN,
                "slack.api-url",
                slack.apiUrl()));
        settings.putAll(more);
        return new RunningBot(ApplicationContext.run(EmbeddedServer.class, settings));
    }

    /** Where the bot keeps what it knows. */
    record Database(String url, String user, String password) {}

    boolean isReady() {
        try {
            return send(HttpRequest.newBuilder(server.getURI().resolve("/health"))
                                    .build())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** As Slack sends it: signed, now. */
    HttpResponse<String> signed(String path, String body) throws IOException {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        String signature = new SlackSignature.Generator(PublishedVector.SECRET).generate(timestamp, body);
        return post(path, body, timestamp, signature);
    }

    HttpResponse<String> post(String path, String body, String timestamp, String signature) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(server.getURI() + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> command(String user, String text, String triggerId) throws IOException {
        return signed(
                "/slack/commands",
                "token=legacy&team_id=T1&team_domain=sppg&channel_id=C0MIGRATION&channel_name=migration&user_id=" + user
                        + "&user_name=" + user.substring(2).toLowerCase(java.util.Locale.ROOT)
                        + "&command=%2Fmigration&text=" + encoded(text)
                        + "&response_url=https%3A%2F%2Fhooks.slack.invalid%2F1&trigger_id=" + triggerId);
    }

    HttpResponse<String> press(String user, String window, String actionId, String messageTs, String actionTs)
            throws IOException {
        String payload = """
                {"type":"block_actions","team":{"id":"T1","domain":"sppg"},"user":{"id":"%s","username":"x","name":"x",
                "team_id":"T1"},"api_app_id":"A1","token":"legacy","container":{"type":"message","message_ts":"%s",
                "channel_id":"C0MIGRATION","is_ephemeral":false},"trigger_id":"9.9.z","channel":{"id":"C0MIGRATION",
                "name":"migration"},"response_url":"https://hooks.slack.invalid/2","actions":[{"action_id":"%s",
                "block_id":"b","text":{"type":"plain_text","text":"Go"},"value":"%s","type":"button",
                "action_ts":"%s"}]}""".formatted(user, messageTs, actionId, window, actionTs);
        return signed("/slack/interactions", "payload=" + encoded(payload));
    }

    /**
     * Submits a modal.
     *
     * @param view as the bot had it opened
     */
    HttpResponse<String> submit(String user, JsonNode view, String written) throws IOException {
        ObjectNode payload = Json.mapper().createObjectNode().put("type", "view_submission");
        payload.putObject("team").put("id", "T1").put("domain", "sppg");
        payload.putObject("user")
                .put("id", user)
                .put("username", "x")
                .put("name", "x")
                .put("team_id", "T1");
        payload.put("api_app_id", "A1").put("token", "legacy").put("trigger_id", "9.9.y");
        ObjectNode submitted = payload.putObject("view");
        submitted.setAll((ObjectNode) view.deepCopy());
        submitted.put("id", "V1").put("hash", "1.a");
        submitted
                .putObject("state")
                .putObject("values")
                .putObject("reason")
                .putObject("written")
                .put("type", "plain_text_input")
                .put("value", written);
        payload.putArray("response_urls");
        return signed("/slack/interactions", "payload=" + encoded(Json.write(payload)));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
