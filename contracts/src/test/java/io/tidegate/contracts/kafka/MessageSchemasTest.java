package io.tidegate.contracts.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.tidegate.contracts.Golden;
import io.tidegate.contracts.Payload;
import io.tidegate.contracts.PayloadTypes;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.task.Task;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas and AsyncAPI document are generated, kept with the source, and must not differ from it. */
final class MessageSchemasTest {

    /** A channel of the AsyncAPI document. */
    private record Channel(
            String name,
            String address,
            String description,
            String sender,
            List<String> receivers,
            Class<? extends Payload> family) {}

    private static final List<Channel> CHANNELS = List.of(
            new Channel(
                    "commands",
                    Topics.COMMANDS,
                    "Wishes of people for a window. Keyed by window; kept 7 days.",
                    "slackBot",
                    List.of("orchestrator"),
                    WindowCommand.class),
            new Channel(
                    "events",
                    Topics.EVENTS,
                    "What has happened to windows: numbered, hash-chained, signed. Keyed by window; kept for ever."
                            + " See event-log.md.",
                    "orchestrator",
                    List.of("slackBot", "notifier", "auditors"),
                    WindowEvent.class),
            new Channel(
                    "tasks",
                    Topics.tasks("{target}"),
                    "Steps for the agent of one target. Keyed by step; kept 7 days.",
                    "orchestrator",
                    List.of("dbAgent"),
                    Task.class),
            new Channel(
                    "reports",
                    Topics.REPORTS,
                    "What agents and the notifier say back. Keyed by window, beats by target; kept 7 days.",
                    "dbAgentAndNotifier",
                    List.of("orchestrator"),
                    Report.class));

    @ParameterizedTest
    @MethodSource("types")
    void theSchemaIsThatOfTheRecord(Class<? extends Payload> type) throws JsonProcessingException {
        ObjectNode schema = MessageSchemas.of(type);
        Golden.compare(
                Golden.schema(PayloadTypes.nameOf(type) + ".schema.json"),
                Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n");
    }

    static List<Class<? extends Payload>> types() {
        return List.copyOf(PayloadTypes.all());
    }

    @Test
    void theAsyncApiDocumentIsThatOfTheTypes() throws JsonProcessingException {
        var yaml = new ObjectMapper(YAMLFactory.builder()
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .build());
        Golden.compare(
                Golden.document("asyncapi.yaml"),
                "# Generated from the contracts; a test fails when it differs.\n"
                        + yaml.writeValueAsString(asyncApi()));
    }

    @Test
    void everyTypeIsOnAChannel() {
        assertThat(PayloadTypes.all()).allMatch(type -> CHANNELS.stream()
                .anyMatch(channel -> channel.family().isAssignableFrom(type)));
    }

    private static ObjectNode asyncApi() {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("asyncapi", "3.0.0");
        root.putObject("info")
                .put("title", "Tidegate")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "What crosses Kafka between Tidegate's services: CloudEvents 1.0, Kafka binary binding, JSON"
                                + " data. Unknown fields are ignored; what cannot be read goes to <topic>.dlt.");
        root.put("defaultContentType", "application/json");
        ObjectNode channels = root.putObject("channels");
        ObjectNode operations = root.putObject("operations");
        ObjectNode messages = root.putObject("components").putObject("messages");
        for (Channel channel : CHANNELS) {
            channel(channels.putObject(channel.name()), channel, messages);
            operation(operations, channel, channel.sender(), "send");
            channel.receivers().forEach(receiver -> operation(operations, channel, receiver, "receive"));
        }
        return root;
    }

    private static void channel(ObjectNode json, Channel channel, ObjectNode messages) {
        json.put("address", channel.address()).put("description", channel.description());
        if (channel.address().contains("{target}")) {
            json.putObject("parameters").putObject("target").put("description", "The target's name in plans.");
        }
        ObjectNode ofChannel = json.putObject("messages");
        for (Class<? extends Payload> type : PayloadTypes.all()) {
            if (channel.family().isAssignableFrom(type)) {
                String name = PayloadTypes.nameOf(type);
                ofChannel.putObject(name).put("$ref", "#/components/messages/" + name);
                messages.putObject(name)
                        .put("name", name)
                        .put("contentType", "application/json")
                        .putObject("payload")
                        .put("$ref", "../contracts/src/main/resources/schemas/" + name + ".schema.json");
            }
        }
        json.putObject("bindings").putObject("kafka").put("topic", channel.address());
    }

    private static void operation(ObjectNode operations, Channel channel, String who, String action) {
        ObjectNode operation = operations.putObject(who
                + (action.equals("send") ? "Sends" : "Receives")
                + Character.toUpperCase(channel.name().charAt(0))
                + channel.name().substring(1));
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + channel.name());
        ArrayNode messages = operation.putArray("messages");
        for (Class<? extends Payload> type : PayloadTypes.all()) {
            if (channel.family().isAssignableFrom(type)) {
                messages.addObject()
                        .put("$ref", "#/channels/" + channel.name() + "/messages/" + PayloadTypes.nameOf(type));
            }
        }
    }
}
