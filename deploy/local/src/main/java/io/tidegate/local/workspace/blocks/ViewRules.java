package io.tidegate.local.workspace.blocks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Slack's documented limits of modals (Block Kit reference, "Views"). Pure. */
public final class ViewRules {
    private static final int TITLE = 24;
    private static final int ID = 255;
    private static final int METADATA = 3_000;

    private final List<Problem> problems = new ArrayList<>();
    private final TextRules texts = new TextRules(problems);

    private ViewRules() {}

    /** All that is wrong with it; empty when it is opened. */
    public static List<Problem> problems(JsonNode view) {
        ViewRules rules = new ViewRules();
        rules.check(view);
        return List.copyOf(rules.problems);
    }

    private void check(JsonNode view) {
        texts.plain(view.path("title"), TITLE, "/view/title");
        if (view.hasNonNull("close")) {
            texts.plain(view.path("close"), TITLE, "/view/close");
        }
        if (view.hasNonNull("submit")) {
            texts.plain(view.path("submit"), TITLE, "/view/submit");
        } else if (asks(view)) {
            problems.add(new Problem("missing required field: submit", "/view"));
        }
        atMost(ID, view, "callback_id");
        atMost(ID, view, "external_id");
        atMost(METADATA, view, "private_metadata");
        BlockRules.problems(view.path("blocks"), BlockRules.MOST_IN_VIEW)
                .forEach(problem -> problems.add(new Problem(problem.what(), "/view" + problem.pointer())));
        long focused = view.findValues("focus_on_load").stream()
                .filter(JsonNode::asBoolean)
                .count();
        if (focused > 1) {
            problems.add(new Problem("only one element can have `focus_on_load`", "/view/blocks"));
        }
    }

    private static boolean asks(JsonNode view) {
        for (JsonNode block : view.path("blocks")) {
            if (block.path("type").asText("").equals("input")) {
                return true;
            }
        }
        return false;
    }

    private void atMost(int most, JsonNode view, String field) {
        if (view.path(field).asText("").length() > most) {
            problems.add(new Problem("must be less than " + (most + 1) + " characters", "/view/" + field));
        }
    }
}
