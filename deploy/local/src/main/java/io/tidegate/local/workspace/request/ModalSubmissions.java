package io.tidegate.local.workspace.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.web.LocalWeb;
import io.tidegate.local.workspace.blocks.ViewRules;
import io.tidegate.local.workspace.channel.Directory;
import io.tidegate.local.workspace.channel.Person;
import io.tidegate.local.workspace.webapi.SlackShape;
import io.tidegate.local.workspace.webapi.Triggers;
import io.tidegate.local.workspace.webapi.ViewShape;
import io.tidegate.local.workspace.webapi.Views;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Sends a filled-in modal as Slack's {@code view_submission}, and does with the modal what the bot answers: closes it
 * (no body, or {@code clear}), shows {@code errors}, or another content ({@code update}). An answer that is none of these,
 * or none in time, leaves it open. Modals upon modals ({@code push}) are not here.
 */
public final class ModalSubmissions {
    private final Directory directory;
    private final BotLine bot;
    private final Triggers triggers;
    private final Views views;
    private final ViewShape shape;

    ModalSubmissions(Directory directory, BotLine bot, Triggers triggers, Views views, ViewShape shape) {
        this.directory = directory;
        this.bot = bot;
        this.triggers = triggers;
        this.views = views;
        this.shape = shape;
    }

    /** @param values what was written or chosen, by block */
    public Submitted submit(Person person, Views.Opened modal, Map<String, String> values) {
        Inputs inputs = new Inputs(modal.view(), values);
        Map<String, String> missing = inputs.missing();
        if (!missing.isEmpty()) {
            return Submitted.incomplete(missing);
        }
        Form form = new Form().put("payload", Json.write(payload(person, modal.view(), inputs)));
        long start = System.nanoTime();
        BotReply reply = bot.send("/slack/interactions", form);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return switch (reply) {
            case BotReply.TimedOut late -> Submitted.trouble(0, millis, "operation_timeout");
            case BotReply.Unreachable gone -> Submitted.trouble(0, millis, "dispatch_failed");
            case BotReply.Answered answered
            when !answered.isGood() -> Submitted.trouble(answered.status(), millis, "dispatch_failed");
            case BotReply.Answered answered -> taken(modal, inputs, answered, millis);
        };
    }

    private Submitted taken(Views.Opened modal, Inputs inputs, BotReply.Answered answered, long millis) {
        if (answered.body().isEmpty()) {
            return closed(modal, answered, millis);
        }
        JsonNode answer = answer(answered);
        return switch (answer.path("response_action").asText("")) {
            case "clear" -> closed(modal, answered, millis);
            case "errors" -> errors(inputs, answer.path("errors"), answered, millis);
            case "update" -> changed(modal, answer.path("view"), answered, millis);
            default -> unusable(answered, millis);
        };
    }

    private Submitted closed(Views.Opened modal, BotReply.Answered answered, long millis) {
        views.close(modal.id());
        return new Submitted(true, answered.status(), millis, "", Map.of(), false);
    }

    /** Slack shows errors at blocks of type {@code input} alone. */
    private static Submitted errors(Inputs inputs, JsonNode errors, BotReply.Answered answered, long millis) {
        Map<String, String> all = new HashMap<>();
        errors.properties()
                .forEach(error -> all.put(error.getKey(), error.getValue().asText("")));
        return all.isEmpty() || !all.keySet().stream().allMatch(inputs::has)
                ? unusable(answered, millis)
                : new Submitted(false, answered.status(), millis, "", all, true);
    }

    private Submitted changed(Views.Opened modal, JsonNode view, BotReply.Answered answered, long millis) {
        if (!(view instanceof ObjectNode other) || !ViewRules.problems(other).isEmpty()) {
            return unusable(answered, millis);
        }
        views.change(modal.id(), shape.changed(modal.id(), other));
        return new Submitted(true, answered.status(), millis, "", Map.of(), true);
    }

    private static Submitted unusable(BotReply.Answered answered, long millis) {
        return Submitted.trouble(answered.status(), millis, "invalid_response");
    }

    /** Missing when it is no JSON. */
    private static JsonNode answer(BotReply.Answered answered) {
        try {
            return Json.mapper().readTree(answered.body());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private ObjectNode payload(Person person, ObjectNode opened, Inputs inputs) {
        ObjectNode payload = LocalWeb.object().put("type", "view_submission");
        payload.putObject("team")
                .put("id", directory.team().id())
                .put("domain", directory.team().domain());
        payload.putObject("user")
                .put("id", person.id())
                .put("username", person.name())
                .put("name", person.name())
                .put("team_id", directory.team().id());
        payload.put("api_app_id", SlackShape.APP_ID).put("token", "local-workspace");
        payload.put("trigger_id", triggers.next(person.id()));
        ObjectNode view = opened.deepCopy();
        view.putObject("state").set("values", inputs.state());
        payload.set("view", view);
        payload.putArray("response_urls");
        payload.put("is_enterprise_install", false);
        payload.putNull("enterprise");
        return payload;
    }
}
