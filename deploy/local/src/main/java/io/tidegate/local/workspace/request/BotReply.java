package io.tidegate.local.workspace.request;

/** What came of a request to the bot. */
sealed interface BotReply {

    record Answered(int status, String contentType, String body) implements BotReply {
        boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    /** Nothing within Slack's three seconds. */
    record TimedOut() implements BotReply {}

    record Unreachable(String why) implements BotReply {}
}
