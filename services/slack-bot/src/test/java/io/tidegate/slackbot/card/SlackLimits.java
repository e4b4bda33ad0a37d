package io.tidegate.slackbot.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/** Slack, "Block Kit reference": what a message, and a modal, may hold at most. */
final class SlackLimits {
    private SlackLimits() {}

    static void hold(JsonArray blocks) {
        assertThat(blocks.size()).as("blocks").isLessThanOrEqualTo(50);
        int all = 0;
        for (JsonElement element : blocks) {
            JsonObject block = element.getAsJsonObject();
            all += characters(block);
            switch (block.get("type").getAsString()) {
                case "header" -> length(block.getAsJsonObject("text"), 150);
                case "section" -> section(block);
                case "actions" -> actions(block.getAsJsonArray("elements"));
                case "context" ->
                    assertThat(block.getAsJsonArray("elements").size()).isLessThanOrEqualTo(10);
                case "divider" -> assertThat(block.size()).isEqualTo(1);
                default -> throw new AssertionError("the card has no " + block);
            }
        }
        assertThat(all).as("characters in the message").isLessThanOrEqualTo(13_200);
    }

    private static void section(JsonObject block) {
        if (block.has("text")) {
            length(block.getAsJsonObject("text"), 3_000);
        }
        if (block.has("fields")) {
            assertThat(block.getAsJsonArray("fields").size()).isLessThanOrEqualTo(10);
            block.getAsJsonArray("fields").forEach(field -> length(field.getAsJsonObject(), 2_000));
        }
    }

    private static void actions(JsonArray elements) {
        assertThat(elements.size()).isBetween(1, 25);
        elements.forEach(element -> {
            JsonObject button = element.getAsJsonObject();
            length(button.getAsJsonObject("text"), 75);
            if (button.has("confirm")) {
                JsonObject confirm = button.getAsJsonObject("confirm");
                length(confirm.getAsJsonObject("title"), 100);
                length(confirm.getAsJsonObject("text"), 300);
                length(confirm.getAsJsonObject("confirm"), 30);
            }
        });
    }

    /** Slack, "Views": what a modal may hold at most. */
    static void holdModal(JsonObject view) {
        assertThat(view.get("type").getAsString()).isEqualTo("modal");
        assertThat(view.get("callback_id").getAsString().length()).isBetween(1, 255);
        assertThat(view.get("private_metadata").getAsString().length()).isBetween(1, 3_000);
        for (String part : List.of("title", "submit", "close")) {
            length(view.getAsJsonObject(part), 24);
        }
        assertThat(view.getAsJsonArray("blocks").size()).isBetween(1, 100);
        for (JsonElement element : view.getAsJsonArray("blocks")) {
            JsonObject block = element.getAsJsonObject();
            switch (block.get("type").getAsString()) {
                case "section" -> section(block);
                case "context" -> length(block.getAsJsonArray("elements").get(0).getAsJsonObject(), 3_000);
                case "input" -> input(block);
                default -> throw new AssertionError("the modal has no " + block);
            }
        }
    }

    private static void input(JsonObject block) {
        length(block.getAsJsonObject("label"), 2_000);
        JsonObject element = block.getAsJsonObject("element");
        if (element.get("type").getAsString().equals("plain_text_input")) {
            length(block.getAsJsonObject("hint"), 2_000);
            length(element.getAsJsonObject("placeholder"), 150);
            assertThat(element.get("max_length").getAsInt()).isBetween(1, 3_000);
        } else {
            JsonArray options = element.getAsJsonArray("options");
            assertThat(options.size()).isBetween(1, 100);
            assertThat(options).contains(element.get("initial_option"));
            options.forEach(option -> {
                length(option.getAsJsonObject().getAsJsonObject("text"), 75);
                assertThat(option.getAsJsonObject().get("value").getAsString().length())
                        .isBetween(1, 150);
            });
        }
    }

    private static int characters(JsonElement element) {
        if (element.isJsonArray()) {
            int sum = 0;
            for (JsonElement one : element.getAsJsonArray()) {
                sum += characters(one);
            }
            return sum;
        }
        if (!element.isJsonObject()) {
            return 0;
        }
        int sum = 0;
        for (var entry : element.getAsJsonObject().entrySet()) {
            sum += entry.getKey().equals("text") && entry.getValue().isJsonPrimitive()
                    ? entry.getValue().getAsString().length()
                    : characters(entry.getValue());
        }
        return sum;
    }

    private static void length(JsonObject text, int most) {
        assertThat(text.get("text").getAsString().length()).as(text.toString()).isBetween(1, most);
    }
}
