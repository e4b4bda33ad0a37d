package io.tidegate.local.workspace.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.workspace.channel.Chat;
import io.tidegate.local.workspace.channel.Content;
import io.tidegate.local.workspace.webapi.ContentCheck.Checked;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a bot may answer later: five times, for thirty minutes ("Handling user interaction", message responses). */
public final class ResponseUrls {
    private static final int USES = 5;
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final int RANDOM_BYTES = 12;
    private static final int NOT_FOUND = 404;
    private static final int BAD = 400;

    private final Chat chat;
    private final Showing showing;
    private final Supplier<String> address;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Given> given = new ConcurrentHashMap<>();

    /** @param message that was pressed, none for a command */
    private record Given(
            String channel,
            String person,
            @Nullable String message,
            @Nullable String thread,
            Instant until,
            int left) {}

    /** @param address of the workspace itself */
    ResponseUrls(Chat chat, Showing showing, Supplier<String> address, Clock clock) {
        this.chat = chat;
        this.showing = showing;
        this.address = address;
        this.clock = clock;
    }

    public void serve(Javalin web) {
        web.post("/response/{word}", this::handle);
    }

    String forCommand(String channel, String person) {
        return next(channel, person, null, null);
    }

    String forPress(String channel, String person, String message, @Nullable String thread) {
        return next(channel, person, message, thread);
    }

    private String next(String channel, String person, @Nullable String message, @Nullable String thread) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String word = HexFormat.of().formatHex(bytes);
        given.put(
                word,
                new Given(channel, person, message, thread, clock.instant().plus(LIFE), USES));
        return address.get() + "/response/" + word;
    }

    private void handle(Context context) {
        String word = context.pathParam("word");
        Given before = given.computeIfPresent(
                word,
                (same, one) -> new Given(
                        one.channel(), one.person(), one.message(), one.thread(), one.until(), one.left() - 1));
        if (before == null || clock.instant().isAfter(before.until())) {
            context.status(NOT_FOUND).result("expired_url");
        } else if (before.left() < 0) {
            context.status(NOT_FOUND).result("used_url");
        } else {
            Optional<String> trouble = take(before, context.body());
            context.status(trouble.isPresent() ? BAD : 200).result(trouble.orElse("ok"));
        }
    }

    private Optional<String> take(Given place, String body) {
        JsonNode answer;
        try {
            answer = Json.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            return Optional.of("invalid_payload");
        }
        if (answer.path("delete_original").asBoolean() && place.message() != null) {
            return chat.delete(place.message()).isPresent() ? Optional.empty() : Optional.of("message_not_found");
        }
        if (answer.path("replace_original").asBoolean() && place.message() != null) {
            return replace(place.message(), answer);
        }
        return showing.show(place.channel(), place.person(), answer, place.thread());
    }

    private Optional<String> replace(String ts, JsonNode answer) {
        return switch (showing.content(answer)) {
            case Checked.Refused refused -> Optional.of(refused.code());
            case Checked.Taken(Content content) ->
                chat.change(ts, content).isPresent() ? Optional.empty() : Optional.of("message_not_found");
        };
    }
}
