package io.tidegate.slackbot.wish;

import java.util.Optional;

/** Remembers in which channel a window was asked for, so that a refusal finds its way back before there is a window. */
public interface AskedFrom {

    /** Returns at once; what is slow about remembering goes on behind. */
    void remember(String wish, String channel);

    Optional<String> channelOf(String wish);
}
