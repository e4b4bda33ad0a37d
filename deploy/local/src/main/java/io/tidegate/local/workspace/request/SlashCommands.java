package io.tidegate.local.workspace.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.web.LocalWeb;
import io.tidegate.local.workspace.channel.Content;
import io.tidegate.local.workspace.channel.Directory;
import io.tidegate.local.workspace.channel.Person;
import io.tidegate.local.workspace.channel.Room;
import io.tidegate.local.workspace.webapi.SlackShape;
import io.tidegate.local.workspace.webapi.Triggers;
import java.util.concurrent.TimeUnit;

/** Sends what a person typed after a slash, and shows that person the answer. */
public final class SlashCommands {
    private final Directory directory;
    private final BotLine bot;
    private final Triggers triggers;
    private final ResponseUrls urls;
    private final Showing showing;

    SlashCommands(Directory directory, BotLine bot, Triggers triggers, ResponseUrls urls, Showing showing) {
        this.directory = directory;
        this.bot = bot;
        this.triggers = triggers;
        this.urls = urls;
        this.showing = showing;
    }

    /** @param line as typed, with the slash; without one it is what follows the first command there is */
    public Outcome run(Person person, Room room, String line) {
        String typed =
                line.startsWith("/") ? line : directory.commands().getFirst().command() + " " + line;
        String[] parts = typed.strip().split("\\s+", 2);
        String command = parts[0];
        if (directory.command(command).isEmpty()) {
            return refused(
                    room,
                    person,
                    "`" + Content.escaped(command) + "` is not a valid command. "
                            + "In Slack, all messages that start with the \"/\" command are interpreted as commands.",
                    "unknown_command");
        }
        long start = System.nanoTime();
        BotReply reply = bot.send("/slack/commands", form(person, room, command, parts.length == 2 ? parts[1] : ""));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return outcome(person, room, command, reply, millis);
    }

    /** Slack runs no custom command in a thread. */
    public Outcome refuseInThread(Person person, Room room, String line, String thread) {
        String command = line.strip().split("\\s+", 2)[0];
        showing.complain(
                room.id(),
                person.id(),
                "`" + Content.escaped(command) + "` is not supported in threads. Sorry!",
                thread);
        return new Outcome(false, 0, 0, "not_supported_in_threads", MissingNode.getInstance());
    }

    private Form form(Person person, Room room, String command, String text) {
        return new Form()
                .put("token", "local-workspace")
                .put("team_id", directory.team().id())
                .put("team_domain", directory.team().domain())
                .put("channel_id", room.id())
                .put("channel_name", room.name())
                .put("user_id", person.id())
                .put("user_name", person.name())
                .put("command", command)
                .put("text", Content.escaped(text.strip()))
                .put("api_app_id", SlackShape.APP_ID)
                .put("is_enterprise_install", "false")
                .put("response_url", urls.forCommand(room.id(), person.id()))
                .put("trigger_id", triggers.next(person.id()));
    }

    private Outcome outcome(Person person, Room room, String command, BotReply reply, long millis) {
        return switch (reply) {
            case BotReply.TimedOut late ->
                failed(
                        room,
                        person,
                        command,
                        "because the app did not respond in time",
                        "operation_timeout",
                        0,
                        millis);
            case BotReply.Unreachable gone ->
                failed(room, person, command, "because the app did not respond", "dispatch_failed", 0, millis);
            case BotReply.Answered answered
            when !answered.isGood() ->
                failed(
                        room,
                        person,
                        command,
                        "because the app responded with HTTP " + answered.status(),
                        "dispatch_failed",
                        answered.status(),
                        millis);
            case BotReply.Answered answered -> shown(person, room, command, answered, millis);
        };
    }

    private Outcome shown(Person person, Room room, String command, BotReply.Answered answered, long millis) {
        JsonNode answer = answer(answered);
        if (answer.isMissingNode()) {
            return new Outcome(true, answered.status(), millis, "", TextNode.valueOf(""));
        }
        return showing.show(room.id(), person.id(), answer, null)
                .map(code -> failed(
                        room,
                        person,
                        command,
                        "because the app's answer cannot be shown",
                        code,
                        answered.status(),
                        millis))
                .orElseGet(() -> new Outcome(true, answered.status(), millis, "", answer));
    }

    /** Missing when the bot acknowledged without a word. */
    private static JsonNode answer(BotReply.Answered answered) {
        if (answered.body().isBlank()) {
            return MissingNode.getInstance();
        }
        if (answered.contentType().startsWith("application/json")) {
            try {
                JsonNode json = Json.mapper().readTree(answered.body());
                return json.isEmpty() ? MissingNode.getInstance() : json;
            } catch (JsonProcessingException e) {
                return LocalWeb.object().put("text", answered.body());
            }
        }
        return LocalWeb.object().put("text", answered.body());
    }

    private Outcome failed(Room room, Person person, String command, String why, String code, int status, long millis) {
        showing.complain(
                room.id(),
                person.id(),
                "`" + Content.escaped(command) + "` failed " + why + " (error: `" + code + "`)",
                null);
        return new Outcome(false, status, millis, code, MissingNode.getInstance());
    }

    private Outcome refused(Room room, Person person, String text, String code) {
        showing.complain(room.id(), person.id(), text, null);
        return new Outcome(false, 0, 0, code, MissingNode.getInstance());
    }
}
