package io.tidegate.slackbot.request;

import io.tidegate.slackbot.posting.Chat;
import io.tidegate.slackbot.window.Tracked;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A chat in which an answer is for the asker alone. */
record OnlyWhispers(BiFunction<String, String, Chat.Outcome> toPerson) implements Chat {
    @Override
    public Outcome postCard(String channel, Tracked window) {
        throw new UnsupportedOperationException("an answer posts no card");
    }

    @Override
    public Outcome updateCard(String channel, String ts, Tracked window) {
        throw new UnsupportedOperationException("an answer changes no card");
    }

    @Override
    public Outcome say(String channel, @Nullable String threadTs, boolean alsoInChannel, String text) {
        throw new UnsupportedOperationException("an answer is for the asker alone");
    }

    @Override
    public Outcome whisper(String channel, String person, String text) {
        return toPerson.apply(person, text);
    }
}
