package io.tidegate.local.workspace.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Blocks into which somebody writes, or in which somebody chooses. */
final class InputRules {
    private static final int LABEL = 2_000;
    private static final int HINT = 2_000;
    private static final int PLACEHOLDER = 150;
    private static final int WRITTEN = 3_000;
    private static final int OPTIONS = 100;
    private static final int OPTION = 75;
    private static final int OPTION_VALUE = 150;
    private static final Set<String> ELEMENTS = Set.of(
            "channels_select",
            "checkboxes",
            "conversations_select",
            "datepicker",
            "datetimepicker",
            "email_text_input",
            "external_select",
            "file_input",
            "multi_channels_select",
            "multi_conversations_select",
            "multi_external_select",
            "multi_static_select",
            "multi_users_select",
            "number_input",
            "plain_text_input",
            "radio_buttons",
            "rich_text_input",
            "static_select",
            "timepicker",
            "url_text_input",
            "users_select");

    private final List<Problem> problems;
    private final TextRules texts;
    private final ElementRules elements;

    InputRules(List<Problem> problems, TextRules texts, ElementRules elements) {
        this.problems = problems;
        this.texts = texts;
        this.elements = elements;
    }

    void check(JsonNode block, String at) {
        texts.plain(block.path("label"), LABEL, at + "/label");
        if (block.hasNonNull("hint")) {
            texts.plain(block.path("hint"), HINT, at + "/hint");
        }
        JsonNode element = block.path("element");
        String type = element.path("type").asText("");
        if (!ELEMENTS.contains(type)) {
            problem("unsupported type: " + (type.isEmpty() ? "missing" : type), at + "/element/type");
            return;
        }
        elements.check(element, at + "/element");
        if (element.hasNonNull("placeholder")) {
            texts.plain(element.path("placeholder"), PLACEHOLDER, at + "/element/placeholder");
        }
        if (type.equals("plain_text_input")) {
            length(element.path("min_length"), 0, at + "/element/min_length");
            length(element.path("max_length"), 1, at + "/element/max_length");
        } else if (type.equals("static_select") && !element.has("option_groups")) {
            options(element, at + "/element");
        }
    }

    private void length(JsonNode value, int least, String at) {
        if (!value.isMissingNode() && (!value.isInt() || value.intValue() < least || value.intValue() > WRITTEN)) {
            problem("must be between " + least + " and " + WRITTEN, at);
        }
    }

    private void options(JsonNode select, String at) {
        JsonNode options = select.path("options");
        if (!options.isArray() || options.isEmpty()) {
            problem("missing required field: options", at);
        } else if (options.size() > OPTIONS) {
            problem("no more than " + OPTIONS + " items allowed", at + "/options");
        }
        boolean offered = !select.hasNonNull("initial_option");
        for (int i = 0; i < options.size(); i++) {
            texts.plain(options.get(i).path("text"), OPTION, at + "/options/" + i + "/text");
            texts.string(options.get(i).path("value"), OPTION_VALUE, at + "/options/" + i + "/value");
            offered |= options.get(i).equals(select.path("initial_option"));
        }
        if (!offered) {
            problem("`initial_option` must be one of the options", at + "/initial_option");
        }
    }

    private void problem(String what, String at) {
        problems.add(new Problem(what, at));
    }
}
