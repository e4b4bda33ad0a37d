package io.tidegate.local.workspace.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What may stand where text stands. */
final class TextRules {
    private final List<Problem> problems;

    TextRules(List<Problem> problems) {
        this.problems = problems;
    }

    void any(JsonNode text, int most, String at) {
        String type = text.path("type").asText("");
        if (!type.equals("mrkdwn") && !type.equals("plain_text")) {
            problems.add(new Problem("must be a text object", at));
        } else {
            string(text.path("text"), most, at + "/text");
        }
    }

    void plain(JsonNode text, int most, String at) {
        if (!text.path("type").asText("").equals("plain_text")) {
            problems.add(new Problem("must be a plain_text object", at));
        } else {
            string(text.path("text"), most, at + "/text");
        }
    }

    void string(JsonNode value, int most, String at) {
        if (!value.isTextual()) {
            problems.add(new Problem("must provide a string", at));
        } else if (value.textValue().isEmpty()) {
            problems.add(new Problem("must be more than 0 characters", at));
        } else if (value.textValue().length() > most) {
            problems.add(new Problem("must be less than " + (most + 1) + " characters", at));
        }
    }
}
