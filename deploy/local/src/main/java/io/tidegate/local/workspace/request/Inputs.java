package io.tidegate.local.workspace.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.local.web.LocalWeb;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The blocks of a modal that are filled in, with what was filled in: texts and choices from a list. */
final class Inputs {
    private static final int WRITTEN = 3_000;

    private final Map<String, JsonNode> blocks = new LinkedHashMap<>();
    private final Map<String, String> values;

    /** @param values by block; one that is not named keeps what it began with */
    Inputs(JsonNode view, Map<String, String> values) {
        for (JsonNode block : view.path("blocks")) {
            if (block.path("type").asText("").equals("input")) {
                blocks.put(block.path("block_id").asText(), block);
            }
        }
        this.values = values;
    }

    boolean has(String block) {
        return blocks.containsKey(block);
    }

    /** What Slack itself does not send, by block; empty when it is sent. */
    Map<String, String> missing() {
        Map<String, String> errors = new HashMap<>();
        blocks.forEach((id, block) -> {
            JsonNode element = block.path("element");
            String value = value(id, element);
            if (value.isEmpty()) {
                if (!block.path("optional").asBoolean()) {
                    errors.put(id, "Please complete this required field");
                }
            } else if (element.path("type").asText().equals("static_select")) {
                if (option(element, value).isMissingNode()) {
                    errors.put(id, "Please choose one of the options");
                }
            } else {
                length(element, value.length(), id, errors);
            }
        });
        return errors;
    }

    private static void length(JsonNode element, int length, String id, Map<String, String> errors) {
        int least = element.path("min_length").asInt(0);
        int most = element.path("max_length").asInt(WRITTEN);
        if (length < least) {
            errors.put(id, "Please write at least " + least + " characters");
        } else if (length > most) {
            errors.put(id, "Please write at most " + most + " characters");
        }
    }

    /** {@code state.values}: by block, then by action. */
    ObjectNode state() {
        ObjectNode state = LocalWeb.object();
        blocks.forEach((id, block) -> {
            JsonNode element = block.path("element");
            String type = element.path("type").asText();
            String value = value(id, element);
            ObjectNode entry = state.putObject(id)
                    .putObject(element.path("action_id").asText())
                    .put("type", type);
            if (type.equals("static_select")) {
                JsonNode option = option(element, value);
                entry.set("selected_option", option.isMissingNode() ? null : option);
            } else {
                entry.put("value", value.isEmpty() ? null : value);
            }
        });
        return state;
    }

    private String value(String id, JsonNode element) {
        String initial = element.path("type").asText().equals("static_select")
                ? element.at("/initial_option/value").asText("")
                : element.path("initial_value").asText("");
        return values.getOrDefault(id, initial);
    }

    private static JsonNode option(JsonNode select, String value) {
        return StreamSupport.stream(select.path("options").spliterator(), false)
                .filter(option -> option.path("value").asText().equals(value))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
