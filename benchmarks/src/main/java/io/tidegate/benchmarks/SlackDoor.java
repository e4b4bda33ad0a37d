package io.tidegate.benchmarks;

import com.slack.api.app_backend.SlackSignature;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Slash commands to the bot, signed as Slack signs them. */
final class SlackDoor {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI commands;
    private final SlackSignature.Generator signature;

    SlackDoor(String bot, String signingSecret) {
        commands = URI.create(bot + "/slack/commands");
        signature = new SlackSignature.Generator(signingSecret);
    }

    /** @param trigger a fresh trigger id: the idempotency key */
    void type(String user, String text, String trigger) throws IOException, InterruptedException {
        String body = Map.of(
                        "command", "/migration",
                        "text", text,
                        "user_id", user,
                        "user_name", user.toLowerCase(java.util.Locale.ROOT),
                        "channel_id", "C0MIGRATION",
                        "channel_name", "migration",
                        "team_id", "T0BENCH",
                        "trigger_id", trigger,
                        "response_url", "http://127.0.0.1:9/none")
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        String time = Long.toString(Instant.now().getEpochSecond());
        var answer = client.send(
                HttpRequest.newBuilder(commands)
                        .timeout(Duration.ofSeconds(10))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Slack-Request-Timestamp", time)
                        .header("X-Slack-Signature", signature.generate(time, body))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the bot answered " + answer.statusCode());
        }
    }
}
