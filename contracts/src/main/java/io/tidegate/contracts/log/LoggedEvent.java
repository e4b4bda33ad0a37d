package io.tidegate.contracts.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.Actor;
import io.tidegate.contracts.PayloadTypes;
import io.tidegate.contracts.Upcasters;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.window.WindowEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * An event with its place in the log. {@link #body} is what is stored and published, byte for byte; everything else is
 * read from it. See docs/event-log.md.
 *
 * @param id unique
 * @param window the window's id
 * @param sequence 1, 2, 3, … in the window, without a gap
 * @param type as in {@code MessageType}
 * @param time when it happened, by the orchestrator's clock
 * @param actor who caused it
 * @param cause the id of the command, report or timer that it answers
 * @param previous the hash of the event before it; {@link HashChain#GENESIS} for the first
 * @param event what happened
 * @param body the canonical form (RFC 8785) of {@code {actor,cause,data,id,previous,sequence,time,type,window}}, UTF-8
 * @param hash lower-case hex SHA-256 of {@code body}
 */
public record LoggedEvent(
        String id,
        String window,
        long sequence,
        String type,
        Instant time,
        Actor actor,
        String cause,
        String previous,
        WindowEvent event,
        String body,
        String hash) {

    /** Puts an event at its place: computes body and hash. */
    public static LoggedEvent seal(
            String id,
            String window,
            long sequence,
            Instant time,
            Actor actor,
            String cause,
            String previous,
            WindowEvent event) {
        String type = PayloadTypes.nameOf(event);
        ObjectNode tree = Json.mapper().createObjectNode();
        tree.put("id", id)
                .put("window", window)
                .put("sequence", sequence)
                .put("type", type)
                .put("time", time.toString())
                .put("cause", cause)
                .put("previous", previous);
        tree.set("actor", Json.mapper().valueToTree(actor));
        tree.set("data", Json.mapper().valueToTree(event));
        byte[] body = Json.canonical((JsonNode) tree);
        return new LoggedEvent(
                id,
                window,
                sequence,
                type,
                time,
                actor,
                cause,
                previous,
                event,
                new String(body, StandardCharsets.UTF_8),
                HashChain.hash(body));
    }

    /**
     * Reads a stored or published body. The hash is computed, never believed.
     *
     * @throws UnknownEventException when this version does not know the type
     * @throws IllegalArgumentException when the body is no event
     */
    public static LoggedEvent open(String body) {
        JsonNode tree = Json.read(body, JsonNode.class);
        String type = required(tree, "type").asText();
        var payload = Upcasters.typeOf(type)
                .filter(WindowEvent.class::isAssignableFrom)
                .orElseThrow(() -> new UnknownEventException(type));
        try {
            return new LoggedEvent(
                    required(tree, "id").asText(),
                    required(tree, "window").asText(),
                    required(tree, "sequence").asLong(),
                    type,
                    Instant.parse(required(tree, "time").asText()),
                    Json.mapper().treeToValue(required(tree, "actor"), Actor.class),
                    required(tree, "cause").asText(),
                    required(tree, "previous").asText(),
                    (WindowEvent) Json.mapper().treeToValue(Upcasters.upcast(type, required(tree, "data")), payload),
                    body,
                    HashChain.hash(body.getBytes(StandardCharsets.UTF_8)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException | java.time.DateTimeException e) {
            throw new IllegalArgumentException("no " + type + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode required(JsonNode tree, String member) {
        JsonNode value = tree.get(member);
        if (value == null || value.isNull()) {
            throw new IllegalArgumentException("no event: it has no '" + member + "'");
        }
        return value;
    }

    /** The type of an event that this version does not know. */
    public static final class UnknownEventException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        UnknownEventException(String type) {
            super("this version knows no event '" + type + "'");
        }
    }
}
