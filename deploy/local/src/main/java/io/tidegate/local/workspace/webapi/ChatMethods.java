package io.tidegate.local.workspace.webapi;

import io.tidegate.local.workspace.channel.Chat;
import io.tidegate.local.workspace.channel.Content;
import io.tidegate.local.workspace.channel.Directory;
import io.tidegate.local.workspace.channel.Message;
import io.tidegate.local.workspace.channel.Room;
import io.tidegate.local.workspace.channel.Rooms;
import io.tidegate.local.workspace.channel.Stamps;
import io.tidegate.local.workspace.webapi.ContentCheck.Checked;
import java.util.Map;
import java.util.Optional;

/** {@code chat.*}. */
final class ChatMethods {
    private final Directory directory;
    private final Rooms rooms;
    private final Chat chat;
    private final ContentCheck check;
    private final SlackShape shape;

    ChatMethods(Directory directory, Rooms rooms, Chat chat, ContentCheck check) {
        this.directory = directory;
        this.rooms = rooms;
        this.chat = chat;
        this.check = check;
        this.shape = new SlackShape(directory, chat);
    }

    Map<String, Method> all() {
        return Map.of(
                "chat.postMessage", this::post,
                "chat.update", this::update,
                "chat.delete", this::delete,
                "chat.postEphemeral", this::postEphemeral);
    }

    private Answer post(Arguments arguments) {
        Room room = rooms.named(arguments.text("channel", "")).orElse(null);
        if (room == null) {
            return Answer.error("channel_not_found");
        }
        if (!room.joined()) {
            return Answer.error("not_in_channel");
        }
        return switch (check.check(arguments)) {
            case Checked.Refused(var code, var problems) -> Answer.error(code, problems);
            case Checked.Taken(Content content) ->
                arguments.text("thread_ts").isEmpty()
                        ? posted(chat.post(room.id(), directory.bot().id(), content))
                        : reply(room, content, arguments);
        };
    }

    private Answer reply(Room room, Content content, Arguments arguments) {
        String ts = arguments.text("thread_ts", "");
        if (!Stamps.isOne(ts)) {
            return Answer.error("invalid_thread_ts");
        }
        return thread(room, ts)
                .map(thread -> posted(chat.reply(
                        room.id(), directory.bot().id(), content, thread, arguments.flag("reply_broadcast"))))
                .orElseGet(() -> Answer.error("thread_not_found"));
    }

    /** A reply to a reply goes into the same thread. */
    private Optional<String> thread(Room room, String ts) {
        return chat.find(ts)
                .filter(message -> message.channel().equals(room.id()) && !message.isEphemeral())
                .map(message -> Optional.ofNullable(message.threadTs()).orElse(ts));
    }

    private Answer posted(Message message) {
        Answer answer = Answer.ok();
        answer.body().put("channel", message.channel()).put("ts", message.ts());
        answer.body().set("message", shape.message(message));
        return answer;
    }

    private Answer update(Arguments arguments) {
        if (rooms.find(arguments.text("channel", "")).isEmpty()) {
            return Answer.error("channel_not_found");
        }
        Message old = message(arguments).orElse(null);
        if (old == null) {
            return Answer.error("message_not_found");
        }
        if (!old.author().equals(directory.bot().id())) {
            return Answer.error("cant_update_message");
        }
        return switch (check.check(arguments)) {
            case Checked.Refused(var code, var problems) -> Answer.error(code, problems);
            case Checked.Taken(Content content) ->
                chat.change(old.ts(), kept(old, content, arguments))
                        .map(message -> {
                            Answer answer = posted(message);
                            answer.body().put("text", message.text());
                            return answer;
                        })
                        .orElseGet(() -> Answer.error("message_not_found"));
        };
    }

    /** Blocks go when they are not given again; metadata stays. */
    private static Content kept(Message old, Content content, Arguments arguments) {
        return arguments.has("metadata") ? content : new Content(content.text(), content.blocks(), old.metadata());
    }

    private Answer delete(Arguments arguments) {
        if (rooms.find(arguments.text("channel", "")).isEmpty()) {
            return Answer.error("channel_not_found");
        }
        Message message = message(arguments).orElse(null);
        if (message == null) {
            return Answer.error("message_not_found");
        }
        if (!message.author().equals(directory.bot().id())) {
            return Answer.error("cant_delete_message");
        }
        return chat.delete(message.ts())
                .map(gone -> {
                    Answer answer = Answer.ok();
                    answer.body().put("channel", gone.channel()).put("ts", gone.ts());
                    return answer;
                })
                .orElseGet(() -> Answer.error("message_not_found"));
    }

    /** What one person sees can be changed through its response_url alone. */
    private Optional<Message> message(Arguments arguments) {
        return chat.find(arguments.text("ts", ""))
                .filter(message -> message.channel().equals(arguments.text("channel", "")))
                .filter(message -> !message.isEphemeral() && !message.deleted());
    }

    private Answer postEphemeral(Arguments arguments) {
        Room room = rooms.named(arguments.text("channel", "")).orElse(null);
        if (room == null) {
            return Answer.error("channel_not_found");
        }
        String reader = arguments.text("user", "");
        if (directory.person(reader).isEmpty()) {
            return Answer.error(reader.isEmpty() ? "invalid_arguments" : "user_not_in_channel");
        }
        return switch (check.check(arguments)) {
            case Checked.Refused(var code, var problems) -> Answer.error(code, problems);
            case Checked.Taken(Content content) -> {
                String thread = thread(room, arguments.text("thread_ts", "")).orElse(null);
                Message message = chat.whisper(room.id(), directory.bot().id(), content, reader, thread);
                Answer answer = Answer.ok();
                answer.body().put("message_ts", message.ts());
                yield answer;
            }
        };
    }
}
