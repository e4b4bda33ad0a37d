package io.tidegate.local.workspace.blocks;

/**
 * Why blocks are not taken.
 *
 * @param pointer where, as a JSON pointer
 */
public record Problem(String what, String pointer) {

    /** In the words of Slack's {@code response_metadata.messages}. */
    public String message() {
        return "[ERROR] " + what + " [json-pointer:" + pointer + "]";
    }
}
