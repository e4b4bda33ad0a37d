package io.tidegate.local.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import io.tidegate.contracts.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;

/** A workspace with a bot, and the hands of the people in it. */
final class Rig implements AutoCloseable {
    static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    static final String TOKEN = "xoxb-local";
    static final String CHANNEL = "C0MIGRATION";

    final Bot bot = new Bot();
    final WorkspaceServer workspace;
    private final Slack slack;
    private final HttpClient http = HttpClient.newHttpClient();

    Rig() {
        this(Clock.systemUTC(), 0);
    }

    Rig(Clock clock, int postsPerSecond) {
        WorkspaceSettings example = WorkspaceSettings.ofExample(SECRET, TOKEN, bot.url());
        workspace = WorkspaceServer.start(
                new WorkspaceSettings(
                        0,
                        SECRET,
                        TOKEN,
                        bot.url(),
                        example.directory(),
                        null,
                        postsPerSecond,
                        null,
                        Map.of("statusPage", "http://127.0.0.1:1/", "mailbox", "http://127.0.0.1:2/")),
                clock);
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(workspace.apiUrl());
        slack = Slack.getInstance(config);
    }

    /** The real client. */
    MethodsClient client() {
        return slack.methods(TOKEN);
    }

    MethodsClient client(String token) {
        return slack.methods(token);
    }

    String url() {
        return "http://127.0.0.1:" + workspace.port();
    }

    JsonNode command(String person, String text) throws IOException, InterruptedException {
        return send("POST", "/local/commands", Map.of("user", person, "channel", CHANNEL, "text", text));
    }

    JsonNode press(String person, String ts, String action) throws IOException, InterruptedException {
        return send("POST", "/local/presses", Map.of("user", person, "messageTs", ts, "actionId", action));
    }

    JsonNode messages() throws IOException, InterruptedException {
        return read(request("/local/messages?channel=" + CHANNEL).GET().build()).path("messages");
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return read(request(path).GET().build());
    }

    JsonNode send(String method, String path, Map<String, ?> body) throws IOException, InterruptedException {
        return read(request(path)
                .method(method, HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .build());
    }

    HttpResponse<String> post(String url, String json) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> foreign(String path, String json) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Sec-Fetch-Site", "cross-site")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).header("Content-Type", "application/json");
    }

    private JsonNode read(HttpRequest request) throws IOException, InterruptedException {
        return Json.mapper()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Override
    public void close() throws Exception {
        workspace.close();
        bot.close();
        slack.close();
        http.close();
    }
}
