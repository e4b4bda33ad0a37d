package io.tidegate.local.workspace.webapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Slack's cursors: a page at a time, the next one by an opaque word. */
final class Paging {
    private static final String PREFIX = "next:";

    private Paging() {}

    /** Puts a page of the items into the answer, or answers {@code invalid_cursor}. */
    static <T> Answer page(
            Arguments arguments, int size, String field, List<T> items, Function<T, ? extends JsonNode> shape) {
        int from = from(arguments.text("cursor", ""));
        if (from < 0 || from > items.size()) {
            return Answer.error("invalid_cursor");
        }
        int to = Math.min(items.size(), from + Math.max(1, Math.min(arguments.number("limit", size), 1_000)));
        Answer answer = Answer.ok();
        ArrayNode page = answer.body().putArray(field);
        items.subList(from, to).forEach(item -> page.add(shape.apply(item)));
        answer.body()
                .put("has_more", to < items.size())
                .putObject("response_metadata")
                .put("next_cursor", to < items.size() ? cursor(to) : "");
        return answer;
    }

    private static String cursor(int next) {
        return Base64.getEncoder().encodeToString((PREFIX + next).getBytes(StandardCharsets.UTF_8));
    }

    private static int from(String cursor) {
        if (cursor.isEmpty()) {
            return 0;
        }
        try {
            String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            return text.matches(PREFIX + "\\d{1,9}") ? Integer.parseInt(text.substring(PREFIX.length())) : -1;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }
}
