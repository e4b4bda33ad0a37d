package io.tidegate.local.workspace.webapi;

import io.tidegate.local.workspace.channel.Chat;
import io.tidegate.local.workspace.channel.Directory;
import io.tidegate.local.workspace.channel.Message;
import io.tidegate.local.workspace.channel.Room;
import io.tidegate.local.workspace.channel.Rooms;
import io.tidegate.local.workspace.channel.Stamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code conversations.*}. */
final class ConversationMethods {
    private static final int HISTORY = 100;
    private static final int REPLIES = 1_000;

    private final Rooms rooms;
    private final Chat chat;
    private final SlackShape shape;

    ConversationMethods(Directory directory, Rooms rooms, Chat chat) {
        this.rooms = rooms;
        this.chat = chat;
        this.shape = new SlackShape(directory, chat);
    }

    Map<String, Method> all() {
        return Map.of(
                "conversations.list", this::list,
                "conversations.info", this::info,
                "conversations.join", this::join,
                "conversations.history", this::history,
                "conversations.replies", this::replies);
    }

    private Answer list(Arguments arguments) {
        boolean asked = arguments.text("types", "public_channel").contains("public_channel");
        return Paging.page(arguments, HISTORY, "channels", asked ? rooms.all() : List.<Room>of(), shape::room);
    }

    private Answer info(Arguments arguments) {
        return answer(rooms.find(arguments.text("channel", "")));
    }

    private Answer join(Arguments arguments) {
        return answer(rooms.join(arguments.text("channel", "")));
    }

    private Answer answer(Optional<Room> room) {
        return room.map(found -> {
                    Answer answer = Answer.ok();
                    answer.body().set("channel", shape.room(found));
                    return answer;
                })
                .orElseGet(() -> Answer.error("channel_not_found"));
    }

    /** Newest first, without replies that are only in threads. */
    private Answer history(Arguments arguments) {
        Room room = rooms.find(arguments.text("channel", "")).orElse(null);
        if (room == null) {
            return Answer.error("channel_not_found");
        }
        if (!room.joined()) {
            return Answer.error("not_in_channel");
        }
        List<Message> found = chat.in(room.id()).stream()
                .filter(message -> message.isInChannel() && !message.isEphemeral())
                .filter(message -> asked(arguments, message))
                .toList();
        return Paging.page(arguments, HISTORY, "messages", found.reversed(), shape::message);
    }

    /** Oldest first, the thread's first message before all. */
    private Answer replies(Arguments arguments) {
        if (rooms.find(arguments.text("channel", "")).isEmpty()) {
            return Answer.error("channel_not_found");
        }
        Message first = chat.find(arguments.text("ts", ""))
                .filter(message -> message.channel().equals(arguments.text("channel", "")))
                .filter(message -> !message.isEphemeral())
                .orElse(null);
        if (first == null) {
            return Answer.error("thread_not_found");
        }
        List<Message> found = new ArrayList<>(List.of(first));
        chat.replies(first.ts()).stream()
                .filter(message -> asked(arguments, message))
                .forEach(found::add);
        return Paging.page(arguments, REPLIES, "messages", found, shape::message);
    }

    private static boolean asked(Arguments arguments, Message message) {
        long ts = Stamps.micros(message.ts());
        boolean inclusive = arguments.flag("inclusive");
        long oldest = arguments.text("oldest").map(Stamps::micros).orElse(-1L);
        long latest = arguments.text("latest").map(Stamps::micros).orElse(Long.MAX_VALUE);
        return inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest;
    }
}
