package io.tidegate.local.workspace.request;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.web.LocalWeb;
import io.tidegate.local.workspace.blocks.Pressable;
import io.tidegate.local.workspace.channel.Directory;
import io.tidegate.local.workspace.channel.Message;
import io.tidegate.local.workspace.channel.Person;
import io.tidegate.local.workspace.channel.Room;
import io.tidegate.local.workspace.channel.Stamps;
import io.tidegate.local.workspace.webapi.SlackShape;
import io.tidegate.local.workspace.webapi.Triggers;
import java.util.concurrent.TimeUnit;

/** Sends a pressed button as Slack's {@code block_actions}. */
public final class ButtonPresses {
    private final Directory directory;
    private final BotLine bot;
    private final Triggers triggers;
    private final ResponseUrls urls;
    private final SlackShape shape;
    private final Stamps stamps;

    ButtonPresses(
            Directory directory, BotLine bot, Triggers triggers, ResponseUrls urls, SlackShape shape, Stamps stamps) {
        this.directory = directory;
        this.bot = bot;
        this.triggers = triggers;
        this.urls = urls;
        this.shape = shape;
        this.stamps = stamps;
    }

    public Outcome press(Person person, Room room, Message message, Pressable pressed) {
        String trigger = triggers.next(person.id());
        Form form = new Form().put("payload", Json.write(payload(person, room, message, pressed, trigger)));
        long start = System.nanoTime();
        BotReply reply = bot.send("/slack/interactions", form);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return switch (reply) {
            case BotReply.TimedOut late -> failed("operation_timeout", 0, millis, trigger);
            case BotReply.Unreachable gone -> failed("dispatch_failed", 0, millis, trigger);
            case BotReply.Answered answered
            when !answered.isGood() -> failed("dispatch_failed", answered.status(), millis, trigger);
            case BotReply.Answered answered ->
                new Outcome(true, answered.status(), millis, "", TextNode.valueOf(answered.body()), trigger);
        };
    }

    private static Outcome failed(String code, int status, long millis, String trigger) {
        return new Outcome(false, status, millis, code, MissingNode.getInstance(), trigger);
    }

    private ObjectNode payload(Person person, Room room, Message message, Pressable pressed, String trigger) {
        ObjectNode payload = LocalWeb.object().put("type", "block_actions");
        payload.putObject("user")
                .put("id", person.id())
                .put("username", person.name())
                .put("name", person.name())
                .put("team_id", directory.team().id());
        payload.put("api_app_id", SlackShape.APP_ID).put("token", "local-workspace");
        ObjectNode container = payload.putObject("container")
                .put("type", "message")
                .put("message_ts", message.ts())
                .put("channel_id", room.id())
                .put("is_ephemeral", message.isEphemeral());
        if (message.isReply()) {
            container.put("thread_ts", message.threadTs());
        }
        payload.put("trigger_id", trigger);
        payload.putObject("team")
                .put("id", directory.team().id())
                .put("domain", directory.team().domain());
        payload.putNull("enterprise");
        payload.put("is_enterprise_install", false);
        payload.putObject("channel").put("id", room.id()).put("name", room.name());
        if (!message.isEphemeral()) {
            payload.set("message", shape.message(message));
        }
        payload.putObject("state").putObject("values");
        payload.put("response_url", urls.forPress(room.id(), person.id(), message.ts(), message.threadTs()));
        ObjectNode action = payload.putArray("actions").addObject();
        action.setAll((ObjectNode) pressed.element().deepCopy());
        action.put("block_id", pressed.blockId()).put("action_ts", stamps.next());
        return payload;
    }
}
