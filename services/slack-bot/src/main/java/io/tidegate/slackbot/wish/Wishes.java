package io.tidegate.slackbot.wish;

import io.tidegate.contracts.Message;
import io.tidegate.contracts.window.WindowCommand;

/** Hands a person's wish on, so that it is done exactly once or known not to have been taken. */
public interface Wishes {

    /** What became of handing it on. */
    sealed interface Taking {
        /** It is safe. */
        record Taken() implements Taking {}

        /** @param why a phrase for people: {@code Kafka cannot be reached} */
        record NotTaken(String why) implements Taking {}
    }

    /** Returns within about two seconds, whatever is down. */
    Taking take(Message<WindowCommand> wish);
}
