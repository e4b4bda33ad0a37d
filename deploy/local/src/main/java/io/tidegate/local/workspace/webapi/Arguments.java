package io.tidegate.local.workspace.webapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.javalin.http.Context;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.web.LocalWeb;
import java.util.Optional;

/** A method's arguments, whether they came as a form or as JSON: a form's structured ones are JSON in a string. */
final class Arguments {
    private final ObjectNode values;

    private Arguments(ObjectNode values) {
        this.values = values;
    }

    /** Empty when the body says that it is JSON and is none. */
    static Optional<Arguments> of(Context context) {
        ObjectNode values = LocalWeb.object();
        context.queryParamMap().forEach((name, all) -> values.put(name, all.getLast()));
        String type = Optional.ofNullable(context.contentType()).orElse("");
        if (type.startsWith("application/json")) {
            try {
                JsonNode body = Json.mapper().readTree(context.body());
                if (!(body instanceof ObjectNode object)) {
                    return Optional.empty();
                }
                values.setAll(object);
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        } else {
            context.formParamMap().forEach((name, all) -> values.put(name, all.getLast()));
        }
        return Optional.of(new Arguments(values));
    }

    /** Empty also for an empty one. */
    Optional<String> text(String name) {
        return Optional.of(values.path(name))
                .filter(JsonNode::isValueNode)
                .filter(value -> !value.isNull())
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty());
    }

    String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    boolean flag(String name) {
        String value = text(name, "false");
        return value.equals("true") || value.equals("1");
    }

    int number(String name, int otherwise) {
        return text(name)
                .filter(value -> value.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    boolean has(String name) {
        JsonNode value = values.path(name);
        return values.hasNonNull(name)
                && !(value.isTextual() && value.textValue().isEmpty());
    }

    /** A structured argument; a text node when it is a string that is not JSON, and so nothing structured. */
    JsonNode tree(String name) {
        JsonNode value = values.path(name);
        if (!value.isTextual()) {
            return value;
        }
        try {
            return Json.mapper().readTree(value.textValue());
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(value.textValue());
        }
    }

    ObjectNode all() {
        return values.deepCopy();
    }
}
