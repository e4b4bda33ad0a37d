package io.tidegate.slackbot.posting;

import java.time.Duration;
import java.util.concurrent.Future;

/** Where posters take their turns: on threads of their own, at once or after a while. */
public interface Turns extends AutoCloseable {
    /** @return to cancel it by; one that has begun goes on */
    Future<?> after(Duration wait, Runnable turn);

    /** Turns that have begun end; no other begins. */
    @Override
    void close();
}
