package io.tidegate.local.workspace.webapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.local.web.LocalWeb;
import io.tidegate.local.workspace.channel.Chat;
import io.tidegate.local.workspace.channel.Directory;
import io.tidegate.local.workspace.channel.Message;
import io.tidegate.local.workspace.channel.Person;
import io.tidegate.local.workspace.channel.Room;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Messages, people and channels as Slack writes them. */
public final class SlackShape {
    public static final String BOT_ID = "B0TIDEGATE";
    public static final String APP_ID = "A0TIDEGATE";

    private final Directory directory;
    private final Chat chat;

    public SlackShape(Directory directory, Chat chat) {
        this.directory = directory;
        this.chat = chat;
    }

    public ObjectNode message(Message message) {
        ObjectNode shape = LocalWeb.object().put("type", "message");
        shape.put("user", message.author());
        if (message.author().equals(directory.bot().id())) {
            shape.put("bot_id", BOT_ID).put("app_id", APP_ID);
            shape.putObject("bot_profile")
                    .put("id", BOT_ID)
                    .put("app_id", APP_ID)
                    .put("name", directory.bot().realName())
                    .put("team_id", directory.team().id());
        }
        shape.put("team", directory.team().id()).put("text", message.text()).put("ts", message.ts());
        if (!message.blocks().isEmpty()) {
            shape.set("blocks", message.blocks());
        }
        if (message.metadata() != null) {
            shape.set("metadata", message.metadata());
        }
        if (message.editedTs() != null) {
            shape.putObject("edited").put("user", message.author()).put("ts", message.editedTs());
        }
        if (message.deleted()) {
            shape.put("subtype", "tombstone");
        }
        thread(shape, message);
        return shape;
    }

    private void thread(ObjectNode shape, Message message) {
        if (message.isReply()) {
            shape.put("thread_ts", message.threadTs());
            if (message.broadcast()) {
                shape.put("subtype", "thread_broadcast");
            }
            return;
        }
        List<Message> replies = chat.replies(message.ts());
        if (!replies.isEmpty()) {
            List<String> authors =
                    replies.stream().map(Message::author).distinct().toList();
            shape.put("thread_ts", message.ts())
                    .put("reply_count", replies.size())
                    .put("reply_users_count", authors.size())
                    .put("latest_reply", replies.getLast().ts())
                    .put("is_locked", false)
                    .put("subscribed", false);
            ArrayNode users = shape.putArray("reply_users");
            authors.forEach(users::add);
        }
    }

    ObjectNode person(Person person) {
        ObjectNode shape = LocalWeb.object()
                .put("id", person.id())
                .put("team_id", directory.team().id())
                .put("name", person.name())
                .put("deleted", false)
                .put("real_name", person.realName())
                .put("tz", person.timeZone())
                .put(
                        "tz_offset",
                        ZoneId.of(person.timeZone())
                                .getRules()
                                .getOffset(Instant.now())
                                .getTotalSeconds())
                .put("is_bot", person.bot())
                .put("is_app_user", false)
                .put("updated", 0);
        shape.putObject("profile")
                .put("title", person.title())
                .put("real_name", person.realName())
                .put("display_name", person.name())
                .put("team", directory.team().id());
        return shape;
    }

    ObjectNode room(Room room) {
        ObjectNode shape = LocalWeb.object()
                .put("id", room.id())
                .put("name", room.name())
                .put("name_normalized", room.name())
                .put("is_channel", true)
                .put("is_group", false)
                .put("is_im", false)
                .put("is_mpim", false)
                .put("is_private", false)
                .put("is_archived", false)
                .put("is_general", room.name().equals("general"))
                .put("is_shared", false)
                .put("is_org_shared", false)
                .put("is_member", room.joined())
                .put("created", 0)
                .put("creator", Directory.SLACKBOT.id())
                .put("num_members", directory.people().size() + (room.joined() ? 1 : 0));
        shape.putObject("topic").put("value", room.topic()).put("creator", "").put("last_set", 0);
        shape.putObject("purpose").put("value", "").put("creator", "").put("last_set", 0);
        return shape;
    }
}
