package io.tidegate.slackbot.window;

/**
 * Something worth saying about a window.
 *
 * @param text mrkdwn
 * @param person the chat user's id for {@link Kind#WHISPER}; else empty
 */
public record Saying(Kind kind, String text, String person) {

    /** Where it is said. */
    public enum Kind {
        /** In the card's thread, and in the channel. */
        CHANNEL,
        /** In the card's thread. */
        THREAD,
        /** To one person alone. */
        WHISPER
    }

    static Saying toChannel(String text) {
        return new Saying(Kind.CHANNEL, text, "");
    }

    static Saying inThread(String text) {
        return new Saying(Kind.THREAD, text, "");
    }

    static Saying to(String person, String text) {
        return new Saying(Kind.WHISPER, text, person);
    }
}
