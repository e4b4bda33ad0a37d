package io.tidegate.local.workspace.webapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.local.workspace.blocks.BlockRules;
import io.tidegate.local.workspace.blocks.Pressable;
import io.tidegate.local.workspace.blocks.Problem;
import io.tidegate.local.workspace.channel.Content;
import java.util.List;
import java.util.function.Supplier;

/** Takes a message's text and blocks, or says in Slack's words why not. */
public final class ContentCheck {
    private static final int TEXT = 40_000;

    private final Supplier<String> ids;

    /** @param ids for blocks and buttons that come without */
    public ContentCheck(Supplier<String> ids) {
        this.ids = ids;
    }

    /** Either content or a refusal. */
    public sealed interface Checked {
        record Taken(Content content) implements Checked {}

        record Refused(String code, List<Problem> problems) implements Checked {}
    }

    Checked check(Arguments arguments) {
        if (arguments.has("blocks") && !arguments.tree("blocks").isArray()) {
            return refused("invalid_blocks_format");
        }
        JsonNode metadata = arguments.tree("metadata");
        if (arguments.has("metadata") && !metadata.isObject()) {
            return refused("invalid_metadata_format");
        }
        JsonNode blocks = arguments.has("blocks") ? arguments.tree("blocks") : Content.none();
        return check(arguments.text("text", ""), blocks, metadata);
    }

    /** @param blocks an array */
    public Checked check(String text, JsonNode blocks, JsonNode metadata) {
        if (text.isEmpty() && blocks.isEmpty()) {
            return refused("no_text");
        }
        if (text.length() > TEXT) {
            return refused("msg_too_long");
        }
        List<Problem> problems = BlockRules.problems(blocks, BlockRules.MOST_IN_MESSAGE);
        if (!problems.isEmpty()) {
            return new Checked.Refused("invalid_blocks", problems);
        }
        if (BlockRules.characters(blocks) > BlockRules.MOST_CHARACTERS) {
            return refused("msg_blocks_too_long");
        }
        return new Checked.Taken(
                new Content(text, Pressable.named(blocks, ids), metadata.isObject() ? metadata : null));
    }

    private static Checked refused(String code) {
        return new Checked.Refused(code, List.of());
    }
}
