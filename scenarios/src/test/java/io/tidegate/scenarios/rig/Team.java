package io.tidegate.scenarios.rig;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.workspace.WorkspaceServer;
import io.tidegate.local.workspace.channel.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What people do in the channel: the workspace signs it and sends it to the bot as Slack does. */
final class Team implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CHANNEL = "C0MIGRATION";

    private final WorkspaceServer workspace;
    private final HttpClient http = HttpClient.newHttpClient();

    Team(WorkspaceServer workspace) {
        this.workspace = workspace;
    }

    /** Slack waits three seconds, in which a bot that was never asked anything has to load half its classes. */
    void wakeTheBot() {
        await().atMost(PATIENCE).until(() -> send("/local/commands", command(Person.RATNA, "/migration help"))
                .path("ok")
                .asBoolean());
    }

    /** Types it, and reads the answer that the typist alone sees. */
    String type(Person person, String line) {
        JsonNode outcome = post("/local/commands", command(person, line));
        JsonNode response = outcome.path("response");
        return response.isTextual() ? response.asText() : response.path("text").asText();
    }

    private static Map<String, String> command(Person person, String line) {
        return Map.of("user", person.user(), "channel", CHANNEL, "text", line);
    }

    /** Presses the button of that label on the newest card that has it. */
    void press(Person person, String label) {
        Button button = find(label);
        if (button.asksWhy()) {
            throw new AssertionError("'" + label + "' asks why: it is pressed with a reason");
        }
        press(person, button);
    }

    /** The same, and submits the modal that it opens with a reason; all else in that is left as it is. */
    void press(Person person, String label, String reason) {
        String trigger = press(person, find(label)).path("trigger").asText();
        String modal = await().atMost(PATIENCE)
                .until(() -> modal(trigger), Optional::isPresent)
                .orElseThrow();
        post(
                "/local/views/" + modal + "/submission",
                Map.of("user", person.user(), "values", Map.of("reason", reason)));
    }

    private JsonNode press(Person person, Button button) {
        return post(
                "/local/presses",
                Map.of("user", person.user(), "messageTs", button.message(), "actionId", button.action()));
    }

    private Optional<String> modal(String trigger) {
        return StreamSupport.stream(get("/local/views").path("views").spliterator(), false)
                .filter(modal -> modal.path("trigger").asText().equals(trigger))
                .map(modal -> modal.at("/view/id").asText())
                .findFirst();
    }

    private Button find(String label) {
        return button(label)
                .orElseThrow(() -> new NoSuchElementException("no card in the channel has a button '" + label + "'"));
    }

    boolean sees(String label) {
        return button(label).isPresent();
    }

    /** @param asksWhy in a modal, for it has no dialog of its own */
    private record Button(String message, String action, boolean asksWhy) {}

    private Optional<Button> button(String label) {
        return workspace.chat().in(CHANNEL).reversed().stream()
                .flatMap(message -> buttons(message)
                        .filter(button ->
                                button.path("text").path("text").asText().equals(label))
                        .map(button -> new Button(
                                message.ts(), button.path("action_id").asText(), !button.hasNonNull("confirm"))))
                .findFirst();
    }

    private static Stream<JsonNode> buttons(Message message) {
        return StreamSupport.stream(message.blocks().spliterator(), false)
                .flatMap(block -> StreamSupport.stream(block.path("elements").spliterator(), false))
                .filter(element -> element.path("type").asText().equals("button"));
    }

    private JsonNode post(String path, Map<String, ?> body) {
        JsonNode outcome = send(path, body);
        if (!outcome.path("ok").asBoolean()) {
            throw new AssertionError(body + " was not acknowledged: " + outcome);
        }
        return outcome;
    }

    private JsonNode get(String path) {
        return answer(request(path).GET());
    }

    private JsonNode send(String path, Map<String, ?> body) {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + workspace.port() + path));
    }

    private JsonNode answer(HttpRequest.Builder request) {
        try {
            return Json.read(
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                            .body(),
                    JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
