package io.tidegate.local.workspace.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tidegate.local.web.LiveFeed;
import io.tidegate.local.web.LocalWeb;
import io.tidegate.local.workspace.blocks.Pressable;
import io.tidegate.local.workspace.channel.Chat;
import io.tidegate.local.workspace.channel.Content;
import io.tidegate.local.workspace.channel.Directory;
import io.tidegate.local.workspace.channel.Message;
import io.tidegate.local.workspace.channel.Person;
import io.tidegate.local.workspace.channel.Room;
import io.tidegate.local.workspace.channel.Rooms;
import io.tidegate.local.workspace.request.BotLine;
import io.tidegate.local.workspace.request.Outcome;
import io.tidegate.local.workspace.request.RequestParts;
import io.tidegate.local.workspace.webapi.Limits;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What people do on the page, and what tests and the demo do in their place.
 *
 * <ul>
 *   <li>{@code POST /local/commands {user, channel, text}}: types a slash command; the answer has {@code ok, status,
 *       millis, response} or {@code error}
 *   <li>{@code POST /local/presses {user, messageTs, actionId}}: presses a button, likewise,
 *       with the {@code trigger} by which a modal may be opened
 *   <li>{@code POST /local/posts {user, channel, text, threadTs?}}: says something
 *   <li>{@code GET /local/messages?channel=}, {@code GET /local/workspace}
 *   <li>{@code GET /local/live}: server-sent events {@code POSTED}, {@code CHANGED}, {@code DELETED} with the message
 *   <li>{@code PUT /local/bot-url {url}}, {@code PUT /local/limits {method, next, retryAfter}}
 * </ul>
 */
public final class LocalApi {
    private final Directory directory;
    private final Rooms rooms;
    private final Chat chat;
    private final RequestParts requests;
    private final BotLine bot;
    private final Limits limits;
    private final Map<String, String> links;

    /** @param links name to address of the other pages */
    public LocalApi(
            Directory directory,
            Rooms rooms,
            Chat chat,
            RequestParts requests,
            BotLine bot,
            Limits limits,
            Map<String, String> links) {
        this.directory = directory;
        this.rooms = rooms;
        this.chat = chat;
        this.requests = requests;
        this.bot = bot;
        this.limits = limits;
        this.links = Map.copyOf(links);
    }

    public void serve(Javalin web, LiveFeed live) {
        chat.listen(change -> live.publish(change.kind().name(), LocalShape.message(change.message())));
        live.serve(web, "/local/live");
        web.post("/local/commands", this::command);
        web.post("/local/presses", this::press);
        web.post("/local/posts", this::post);
        web.get("/local/messages", this::messages);
        web.get("/local/workspace", this::workspace);
        web.put("/local/bot-url", this::botUrl);
        web.put("/local/limits", this::limit);
    }

    private void command(Context context) {
        JsonNode body = LocalWeb.body(context);
        Person person = person(body);
        Room room = room(LocalWeb.required(body, "channel"));
        String text = LocalWeb.required(body, "text");
        String thread = body.path("threadTs").asText("");
        Outcome outcome = thread.isEmpty()
                ? requests.commands().run(person, room, text)
                : requests.commands().refuseInThread(person, room, text, thread);
        LocalWeb.answer(context, LocalShape.outcome(outcome));
    }

    private void press(Context context) {
        JsonNode body = LocalWeb.body(context);
        Person person = person(body);
        Message message = chat.find(LocalWeb.required(body, "messageTs"))
                .filter(found -> found.visibleTo() == null || found.visibleTo().equals(person.id()))
                .orElseThrow(() -> new NotFoundResponse("There is no such message"));
        Pressable pressed = Pressable.find(message.blocks(), LocalWeb.required(body, "actionId"))
                .orElseThrow(() -> new NotFoundResponse("The message has no such button now"));
        Outcome outcome = requests.presses().press(person, room(message.channel()), message, pressed);
        LocalWeb.answer(context, LocalShape.outcome(outcome));
    }

    private void post(Context context) {
        JsonNode body = LocalWeb.body(context);
        String author = person(body).id();
        Room room = room(LocalWeb.required(body, "channel"));
        Content content = Content.of(Content.escaped(LocalWeb.required(body, "text")));
        String thread = body.path("threadTs").asText("");
        Message message = thread.isEmpty()
                ? chat.post(room.id(), author, content)
                : chat.reply(room.id(), author, content, thread, false);
        ObjectNode answer = LocalWeb.object().put("ok", true);
        answer.set("message", LocalShape.message(message));
        LocalWeb.answer(context, answer);
    }

    private void messages(Context context) {
        String channel = context.queryParam("channel");
        Room room = room(channel == null ? rooms.all().getFirst().id() : channel);
        LocalWeb.answer(context, LocalShape.room(room, chat.in(room.id())));
    }

    private void workspace(Context context) {
        LocalWeb.answer(context, LocalShape.workspace(directory, rooms.all(), links, bot.address()));
    }

    private void botUrl(Context context) {
        String url = LocalWeb.required(LocalWeb.body(context), "url");
        if (!url.toLowerCase(Locale.ROOT).matches("https?://[^/?#]+/?")) {
            throw new BadRequestResponse("'url' must be an http address without a path");
        }
        bot.callAt(url);
        LocalWeb.answer(context, LocalWeb.object().put("ok", true));
    }

    private void limit(Context context) {
        JsonNode body = LocalWeb.body(context);
        limits.limit(
                LocalWeb.required(body, "method"),
                body.path("next").asInt(1),
                Duration.ofSeconds(body.path("retryAfter").asInt(1)));
        LocalWeb.answer(context, LocalWeb.object().put("ok", true));
    }

    private Person person(JsonNode body) {
        String id = LocalWeb.required(body, "user");
        return directory.person(id).orElseThrow(() -> new NotFoundResponse("There is no person " + id));
    }

    private Room room(String id) {
        return rooms.named(id).orElseThrow(() -> new NotFoundResponse("There is no channel " + id));
    }
}
