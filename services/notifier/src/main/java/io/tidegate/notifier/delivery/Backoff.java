package io.tidegate.notifier.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before the next attempt: twice as long each time, from {@code first} to at most {@code longest}, and
 * never less than the other side asked for.
 */
public record Backoff(Duration first, Duration longest) {
    /** For mail servers and the Cloud API alike: soon enough for a hiccup, and gentle with an outage. */
    public static final Backoff USUAL = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(2));

    /** @param attempt the one that has just failed; 1 for the first */
    public Duration after(int attempt, @Nullable Duration asked) {
        long factor = 1L << Math.min(attempt - 1, 20);
        Duration own = first.multipliedBy(factor);
        Duration wait = own.compareTo(longest) < 0 ? own : longest;
        return asked != null && asked.compareTo(wait) > 0 ? asked : wait;
    }
}
