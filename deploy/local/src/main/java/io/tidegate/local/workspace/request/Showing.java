package io.tidegate.local.workspace.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.local.workspace.channel.Chat;
import io.tidegate.local.workspace.channel.Content;
import io.tidegate.local.workspace.channel.Directory;
import io.tidegate.local.workspace.webapi.ContentCheck;
import io.tidegate.local.workspace.webapi.ContentCheck.Checked;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows what a bot answers to a person. */
final class Showing {
    private final Directory directory;
    private final Chat chat;
    private final ContentCheck check;

    Showing(Directory directory, Chat chat, ContentCheck check) {
        this.directory = directory;
        this.chat = chat;
        this.check = check;
    }

    /**
     * @param thread in which it is shown, or none
     * @return Slack's word for what is wrong with the answer; empty when it is shown
     */
    Optional<String> show(String channel, String person, JsonNode answer, @Nullable String thread) {
        return switch (content(answer)) {
            case Checked.Refused refused -> Optional.of(refused.code());
            case Checked.Taken(Content content) -> {
                String author = directory.bot().id();
                if (!answer.path("response_type").asText("").equals("in_channel")) {
                    chat.whisper(channel, author, content, person, thread);
                } else if (thread == null) {
                    chat.post(channel, author, content);
                } else {
                    chat.reply(channel, author, content, thread, false);
                }
                yield Optional.empty();
            }
        };
    }

    Checked content(JsonNode answer) {
        JsonNode blocks = answer.path("blocks").isArray() ? answer.path("blocks") : Content.none();
        return check.check(answer.path("text").asText(""), blocks, answer.path("metadata"));
    }

    /** Says it in Slack's own name, to that person alone. */
    void complain(String channel, String person, String text, @Nullable String thread) {
        chat.whisper(channel, Directory.SLACKBOT.id(), Content.of(text), person, thread);
    }
}
