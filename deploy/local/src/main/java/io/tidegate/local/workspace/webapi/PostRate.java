package io.tidegate.local.workspace.webapi;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slack's rate of posting: about so many a second into one channel, short bursts allowed ("Rate limits", posting
 * messages).
 */
final class PostRate {
    private static final Duration BURST = Duration.ofSeconds(3);

    private final Duration every;
    private final Clock clock;
    private final Map<String, Instant> paidUntil = new HashMap<>();

    /** @param perSecond 0 for no limit */
    PostRate(int perSecond, Clock clock) {
        this.every = perSecond == 0 ? Duration.ZERO : Duration.ofSeconds(1).dividedBy(perSecond);
        this.clock = clock;
    }

    /** How long the caller has to wait, if it posts too fast. */
    synchronized Optional<Duration> refusal(String channel) {
        Instant now = clock.instant();
        Instant paid = paidUntil.getOrDefault(channel, now);
        Instant next = (paid.isBefore(now) ? now : paid).plus(every);
        if (Duration.between(now, next).compareTo(BURST) > 0) {
            return Optional.of(Duration.ofSeconds(1));
        }
        paidUntil.put(channel, next);
        return Optional.empty();
    }
}
