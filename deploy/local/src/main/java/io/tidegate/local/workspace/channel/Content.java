package io.tidegate.local.workspace.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;

/** What a message says. */
public record Content(
        String text, JsonNode blocks, @Nullable JsonNode metadata) {

    public static Content of(String text) {
        return new Content(text, none(), null);
    }

    public static Content of(String text, JsonNode blocks) {
        return new Content(text, blocks, null);
    }

    public static JsonNode none() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** Text as a person typed it, harmless as mrkdwn. */
    public static String escaped(String typed) {
        return typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
