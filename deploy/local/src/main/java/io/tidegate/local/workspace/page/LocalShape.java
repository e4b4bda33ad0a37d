package io.tidegate.local.workspace.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.web.LocalWeb;
import io.tidegate.local.workspace.channel.Directory;
import io.tidegate.local.workspace.channel.Message;
import io.tidegate.local.workspace.channel.Room;
import io.tidegate.local.workspace.request.Outcome;
import io.tidegate.local.workspace.request.Submitted;
import io.tidegate.local.workspace.webapi.Views;
import java.util.List;
import java.util.Map;

/** Messages and the rest as the page and the tests read them. */
final class LocalShape {
    private LocalShape() {}

    /** Every field is always there, but for {@code threadTs}, {@code visibleTo}, {@code metadata}, {@code editedTs}. */
    static ObjectNode message(Message message) {
        return Json.mapper().valueToTree(message);
    }

    /** The channel's messages, oldest first, each thread's replies inside its first message. */
    static ObjectNode room(Room room, List<Message> all) {
        ObjectNode shape = LocalWeb.object().put("ok", true);
        shape.set("channel", Json.mapper().valueToTree(room));
        ArrayNode messages = shape.putArray("messages");
        for (Message message : all) {
            if (!message.isReply()) {
                ObjectNode one = message(message);
                ArrayNode replies = one.putArray("replies");
                all.stream().filter(reply -> reply.isIn(message.ts())).forEach(reply -> replies.add(message(reply)));
                messages.add(one);
            }
        }
        return shape;
    }

    /** @param links name to address, for the page's header */
    static ObjectNode workspace(Directory directory, List<Room> rooms, Map<String, String> links, String botUrl) {
        ObjectNode shape = LocalWeb.object().put("ok", true);
        shape.set("team", Json.mapper().<JsonNode>valueToTree(directory.team()));
        shape.set("bot", Json.mapper().<JsonNode>valueToTree(directory.bot()));
        shape.set("slackbot", Json.mapper().<JsonNode>valueToTree(Directory.SLACKBOT));
        shape.set("people", Json.mapper().<JsonNode>valueToTree(directory.people()));
        shape.set("channels", Json.mapper().<JsonNode>valueToTree(rooms));
        shape.set("commands", Json.mapper().<JsonNode>valueToTree(directory.commands()));
        shape.set("links", Json.mapper().<JsonNode>valueToTree(links));
        shape.put("botUrl", botUrl);
        return shape;
    }

    static ObjectNode modal(Views.Opened modal) {
        return LocalWeb.object()
                .put("user", modal.person())
                .put("trigger", modal.trigger())
                .put("open", modal.isOpen())
                .set("view", modal.view());
    }

    /** {@code open} says whether the modal stayed open; {@code errors} by block, where there are any. */
    static ObjectNode submitted(Submitted submitted) {
        ObjectNode shape = LocalWeb.object()
                .put("ok", submitted.ok())
                .put("status", submitted.status())
                .put("millis", submitted.millis())
                .put("open", submitted.isOpen());
        if (!submitted.error().isEmpty()) {
            shape.put("error", submitted.error());
        }
        if (!submitted.errors().isEmpty()) {
            submitted.errors().forEach(shape.putObject("errors")::put);
        }
        return shape;
    }

    static ObjectNode outcome(Outcome outcome) {
        ObjectNode shape = LocalWeb.object()
                .put("ok", outcome.ok())
                .put("status", outcome.status())
                .put("millis", outcome.millis());
        if (!outcome.error().isEmpty()) {
            shape.put("error", outcome.error());
        }
        if (!outcome.trigger().isEmpty()) {
            shape.put("trigger", outcome.trigger());
        }
        if (!outcome.response().isMissingNode()) {
            shape.set("response", outcome.response());
        }
        return shape;
    }
}
