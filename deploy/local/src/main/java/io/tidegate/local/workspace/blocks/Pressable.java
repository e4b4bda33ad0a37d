package io.tidegate.local.workspace.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A button in a message, and the block that it stands in. */
public record Pressable(String blockId, JsonNode element) {

    /** The first with that action. */
    public static Optional<Pressable> find(JsonNode blocks, String actionId) {
        return all(blocks).stream()
                .filter(one -> one.element().path("action_id").asText("").equals(actionId))
                .findFirst();
    }

    private static List<Pressable> all(JsonNode blocks) {
        List<Pressable> found = new ArrayList<>();
        for (JsonNode block : blocks) {
            String id = block.path("block_id").asText("");
            if (block.path("type").asText("").equals("actions")) {
                block.path("elements").forEach(element -> found.add(new Pressable(id, element)));
            } else if (block.hasNonNull("accessory")) {
                found.add(new Pressable(id, block.path("accessory")));
            }
        }
        return found;
    }

    /** Every block gets an id, and all that is pressed or filled in an action id, where its author gave none: as Slack does. */
    public static JsonNode named(JsonNode blocks, Supplier<String> ids) {
        ArrayNode copy = blocks.deepCopy();
        for (JsonNode block : copy) {
            name(block, "block_id", ids);
            if (block.path("type").asText("").equals("actions")) {
                block.path("elements").forEach(element -> name(element, "action_id", ids));
            }
            if (block.path("type").asText("").equals("input")) {
                name(block.path("element"), "action_id", ids);
            }
            if (block.path("accessory").path("type").asText("").equals("button")) {
                name(block.path("accessory"), "action_id", ids);
            }
        }
        return copy;
    }

    private static void name(JsonNode node, String field, Supplier<String> ids) {
        if (node instanceof ObjectNode object && node.path(field).asText("").isEmpty()) {
            object.put(field, ids.get());
        }
    }
}
