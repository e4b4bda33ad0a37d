package io.tidegate.slackbot.posting;

import io.tidegate.slackbot.window.Tracked;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The chat, as far as posting needs it. No call throws: what can go wrong is a value. */
public interface Chat {

    /** What the chat answered. */
    sealed interface Outcome {
        /**
         * @param channel as the chat names it
         * @param ts the message's name
         */
        record Done(String channel, String ts) implements Outcome {}

        record Later(Duration patience) implements Outcome {}

        /** It will never be taken as it is. @param code the chat's own word for why */
        record Never(String code) implements Outcome {}

        /** Perhaps in a while: it could not be reached, or is set up wrongly. */
        record Trouble(String why) implements Outcome {}
    }

    Outcome postCard(String channel, Tracked window);

    Outcome updateCard(String channel, String ts, Tracked window);

    /**
     * @param threadTs the message in whose thread it is said, or null for the channel alone
     * @param alsoInChannel shown in the channel too, not only in the thread
     */
    Outcome say(String channel, @Nullable String threadTs, boolean alsoInChannel, String text);

    Outcome whisper(String channel, String person, String text);
}
