package io.tidegate.local.workspace.channel;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Something said in a channel.
 *
 * @param ts unique in the workspace and increasing, as Slack's; the message's name
 * @param author id of who said it
 * @param text mrkdwn
 * @param blocks Block Kit, every block with its id; empty when there are none
 * @param threadTs of the thread that it is a reply in
 * @param broadcast a reply that is shown in the channel too
 * @param visibleTo the one person who sees it, or nobody: then all do
 * @param edits how often it has been changed
 * @param deleted gone itself, but replies to it are still there
 */
public record Message(
        String channel,
        String ts,
        String author,
        String text,
        JsonNode blocks,
        @Nullable String threadTs,
        boolean broadcast,
        @Nullable String visibleTo,
        @Nullable JsonNode metadata,
        int edits,
        @Nullable String editedTs,
        boolean deleted) {

    public boolean isReply() {
        return threadTs != null;
    }

    public boolean isIn(String thread) {
        return thread.equals(threadTs);
    }

    public boolean isEphemeral() {
        return visibleTo != null;
    }

    /** In the channel itself, not only in a thread. */
    public boolean isInChannel() {
        return !isReply() || broadcast;
    }

    Message changed(String newText, JsonNode newBlocks, @Nullable JsonNode newMetadata, String now) {
        return new Message(
                channel,
                ts,
                author,
                newText,
                newBlocks,
                threadTs,
                broadcast,
                visibleTo,
                newMetadata,
                edits + 1,
                now,
                deleted);
    }

    Message tombstone(JsonNode noBlocks, String now) {
        return new Message(
                channel,
                ts,
                author,
                "This message was deleted.",
                noBlocks,
                threadTs,
                broadcast,
                visibleTo,
                null,
                edits,
                now,
                true);
    }
}
