package io.tidegate.slackbot.posting;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** When what may next be sent into one channel. Pure but for what it remembers; one thread at a time. */
final class Pace {

    /** What Slack counts apart. */
    enum Lane {
        /** {@code chat.postMessage}: about one a second in a channel. */
        POST(Duration.ofMillis(1_000)),
        /** {@code chat.update}: 50 a minute and some. */
        UPDATE(Duration.ofMillis(1_200)),
        /** {@code chat.postEphemeral}: 100 a minute. */
        WHISPER(Duration.ofMillis(600));

        private final Duration gap;

        Lane(Duration gap) {
            this.gap = gap;
        }
    }

    private final Map<Lane, Instant> next = new EnumMap<>(Lane.class);

    /** The first moment at which that may be sent; in the past when at once. */
    Instant next(Lane lane) {
        return next.getOrDefault(lane, Instant.MIN);
    }

    boolean mayNow(Lane lane, Instant now) {
        return !now.isBefore(next(lane));
    }

    void sent(Lane lane, Instant now) {
        notBefore(lane, now.plus(lane.gap));
    }

    /** Slack's {@code Retry-After}, or our own patience. */
    void notBefore(Lane lane, Instant time) {
        next.merge(lane, time, (old, asked) -> old.isAfter(asked) ? old : asked);
    }
}
