package io.tidegate.local.workspace.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Slack's documented limits of blocks (Block Kit reference, "Blocks" and "Block elements"). Pure. */
public final class BlockRules {
    public static final int MOST_IN_MESSAGE = 50;
    public static final int MOST_IN_VIEW = 100;

    /** Of all texts of a message's blocks together; measured, not documented. */
    public static final int MOST_CHARACTERS = 13_200;

    private static final int HEADER = 150;
    private static final int SECTION = 3_000;
    private static final int FIELDS = 10;
    private static final int FIELD = 2_000;
    private static final int CONTEXT_ELEMENTS = 10;
    private static final int ACTION_ELEMENTS = 25;
    private static final int BLOCK_ID = 255;
    private static final int ALT_TEXT = 2_000;
    private static final int URL = 3_000;

    private final List<Problem> problems = new ArrayList<>();
    private final TextRules texts = new TextRules(problems);
    private final ElementRules elements = new ElementRules(problems, texts);
    private final InputRules inputs = new InputRules(problems, texts, elements);

    private BlockRules() {}

    /** All that is wrong with them; empty when they are taken. */
    public static List<Problem> problems(JsonNode blocks, int most) {
        BlockRules rules = new BlockRules();
        rules.all(blocks, most);
        return List.copyOf(rules.problems);
    }

    /** Characters of all texts in the blocks. */
    public static int characters(JsonNode node) {
        int count = 0;
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            count += field.getKey().equals("text") && value.isTextual()
                    ? value.textValue().length()
                    : characters(value);
        }
        if (node.isArray()) {
            for (JsonNode item : node) {
                count += characters(item);
            }
        }
        return count;
    }

    private void all(JsonNode blocks, int most) {
        if (!blocks.isArray()) {
            problem("must be an array", "/blocks");
            return;
        }
        if (blocks.size() > most) {
            problem("no more than " + most + " items allowed", "/blocks");
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < blocks.size(); i++) {
            JsonNode block = blocks.get(i);
            String at = "/blocks/" + i;
            String id = block.path("block_id").asText("");
            if (id.length() > BLOCK_ID) {
                problem("must be less than " + (BLOCK_ID + 1) + " characters", at + "/block_id");
            }
            if (!id.isEmpty() && !ids.add(id)) {
                problem("`block_id` must be unique", at + "/block_id");
            }
            block(block, at);
        }
    }

    private void block(JsonNode block, String at) {
        switch (block.path("type").asText("")) {
            case "header" -> texts.plain(block.path("text"), HEADER, at + "/text");
            case "section" -> section(block, at);
            case "context" -> context(block.path("elements"), at + "/elements");
            case "actions" -> actions(block.path("elements"), at + "/elements");
            case "image" -> image(block, at);
            case "input" -> inputs.check(block, at);
            case "divider", "rich_text", "markdown", "video", "file" -> {
                // Nothing that is limited here.
            }
            default -> problem("unsupported type: " + block.path("type").asText("missing"), at + "/type");
        }
    }

    private void section(JsonNode block, String at) {
        JsonNode fields = block.path("fields");
        if (block.hasNonNull("text")) {
            texts.any(block.path("text"), SECTION, at + "/text");
        } else if (!fields.isArray() || fields.isEmpty()) {
            problem("missing required field: text or fields", at);
        }
        if (fields.size() > FIELDS) {
            problem("no more than " + FIELDS + " items allowed", at + "/fields");
        }
        for (int i = 0; i < fields.size(); i++) {
            texts.any(fields.get(i), FIELD, at + "/fields/" + i);
        }
        if (block.hasNonNull("accessory")) {
            elements.check(block.path("accessory"), at + "/accessory");
        }
    }

    private void context(JsonNode inside, String at) {
        sized(inside, CONTEXT_ELEMENTS, at);
        for (int i = 0; i < inside.size(); i++) {
            if (inside.get(i).path("type").asText("").equals("image")) {
                image(inside.get(i), at + "/" + i);
            } else {
                texts.any(inside.get(i), SECTION, at + "/" + i);
            }
        }
    }

    private void actions(JsonNode inside, String at) {
        sized(inside, ACTION_ELEMENTS, at);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < inside.size(); i++) {
            elements.check(inside.get(i), at + "/" + i);
            String id = inside.get(i).path("action_id").asText("");
            if (!id.isEmpty() && !ids.add(id)) {
                problem("`action_id` must be unique in its block", at + "/" + i + "/action_id");
            }
        }
    }

    private void image(JsonNode block, String at) {
        texts.string(block.path("image_url"), URL, at + "/image_url");
        texts.string(block.path("alt_text"), ALT_TEXT, at + "/alt_text");
    }

    private void sized(JsonNode inside, int most, String at) {
        if (!inside.isArray() || inside.isEmpty()) {
            problem("missing required field: elements", at);
        } else if (inside.size() > most) {
            problem("no more than " + most + " items allowed", at);
        }
    }

    private void problem(String what, String at) {
        problems.add(new Problem(what, at));
    }
}
