package io.tidegate.local.workspace.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Buttons, and the dialog that asks before one is pressed. */
final class ElementRules {
    private static final int LABEL = 75;
    private static final int ACTION_ID = 255;
    private static final int VALUE = 2_000;
    private static final int CONFIRM_TITLE = 100;
    private static final int CONFIRM_TEXT = 300;
    private static final int CONFIRM_BUTTON = 30;
    private static final Set<String> STYLES = Set.of("primary", "danger");

    private final List<Problem> problems;
    private final TextRules texts;

    ElementRules(List<Problem> problems, TextRules texts) {
        this.problems = problems;
        this.texts = texts;
    }

    void check(JsonNode element, String at) {
        String type = element.path("type").asText("");
        if (type.isEmpty()) {
            problems.add(new Problem("missing required field: type", at));
        }
        if (element.hasNonNull("action_id")) {
            texts.string(element.path("action_id"), ACTION_ID, at + "/action_id");
        }
        if (type.equals("button")) {
            button(element, at);
        }
    }

    private void button(JsonNode button, String at) {
        texts.plain(button.path("text"), LABEL, at + "/text");
        if (button.hasNonNull("value")) {
            texts.string(button.path("value"), VALUE, at + "/value");
        }
        style(button, at);
        if (button.hasNonNull("confirm")) {
            confirm(button.path("confirm"), at + "/confirm");
        }
    }

    private void confirm(JsonNode confirm, String at) {
        texts.plain(confirm.path("title"), CONFIRM_TITLE, at + "/title");
        texts.any(confirm.path("text"), CONFIRM_TEXT, at + "/text");
        texts.plain(confirm.path("confirm"), CONFIRM_BUTTON, at + "/confirm");
        texts.plain(confirm.path("deny"), CONFIRM_BUTTON, at + "/deny");
        style(confirm, at);
    }

    private void style(JsonNode element, String at) {
        if (element.hasNonNull("style")
                && !STYLES.contains(element.path("style").asText(""))) {
            problems.add(new Problem("must be one of primary, danger", at + "/style"));
        }
    }
}
