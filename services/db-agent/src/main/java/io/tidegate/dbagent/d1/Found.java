package io.tidegate.dbagent.d1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a database answers to one question.
 *
 * @param rows values as text, null for NULL; a number without a fraction is written without one
 */
record Found(List<List<@Nullable String>> rows) {
    /** The first column of all rows. */
    List<String> texts() {
        return rows.stream().map(row -> String.valueOf(row.getFirst())).toList();
    }

    /** The first column of the first row. */
    long number() {
        return Long.parseLong(texts().getFirst());
    }
}
