package io.tidegate.dbagent.swap;

import io.tidegate.contracts.log.HashChain;
import java.nio.charset.StandardCharsets;

/**
 * The names of a window's databases beside the target. Made from the window's id, so that every run of every step finds
 * the same ones.
 *
 * @param copy the safety copy, until it is swapped in
 * @param failed the target, after it was swapped out
 * @param replaced the target, after a restored backup has taken its place
 */
record CopyNames(String copy, String failed, String replaced) {
    /** NAMEDATALEN - 1. */
    private static final int LONGEST = 63;

    private static final int SHORT = 8;

    static CopyNames of(String target, String window) {
        String id = HashChain.hash(window.getBytes(StandardCharsets.UTF_8)).substring(0, SHORT);
        return new CopyNames(
                name(target, "_before_" + id), name(target, "_failed_" + id), name(target, "_replaced_" + id));
    }

    private static String name(String target, String ending) {
        String beginning = target;
        while ((beginning + ending).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            beginning = beginning.substring(0, beginning.length() - 1);
        }
        return beginning + ending;
    }
}
