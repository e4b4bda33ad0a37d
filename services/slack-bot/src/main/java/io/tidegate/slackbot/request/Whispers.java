package io.tidegate.slackbot.request;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.tidegate.slackbot.posting.Chat;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a person something that nobody else sees. It goes behind the acknowledgement, with which Slack shows no answer to
 * a press; and again, for a minute or two, while Slack cannot be reached: who pressed must learn that nothing was done.
 */
final class Whispers {
    private static final Logger LOG = LoggerFactory.getLogger(Whispers.class);
    private static final int TRIES = 8;

    private final Chat chat;
    private final Executor threads;
    private final RetryPolicy<Chat.Outcome> untilTold;

    Whispers(Chat chat, Executor threads) {
        this(chat, threads, Duration.ofSeconds(1));
    }

    /** @param firstWait before the second try; each further one is twice as long */
    Whispers(Chat chat, Executor threads, Duration firstWait) {
        this.chat = chat;
        this.threads = threads;
        this.untilTold = RetryPolicy.<Chat.Outcome>builder()
                .handleResultIf(
                        outcome -> outcome instanceof Chat.Outcome.Later || outcome instanceof Chat.Outcome.Trouble)
                .withMaxAttempts(TRIES)
                .withDelayFn(tried -> tried.getLastResult() instanceof Chat.Outcome.Later(Duration patience)
                        ? patience
                        : firstWait.multipliedBy(1L << (tried.getAttemptCount() - 1)))
                .build();
    }

    /** Returns at once. */
    void tell(String channel, String person, String text) {
        threads.execute(() -> {
            try {
                keepTelling(channel, person, text);
            } catch (FailsafeException e) {
                LOG.warn("Person {} is not told that a press was not taken: {}", person, String.valueOf(e.getCause()));
            }
        });
    }

    private void keepTelling(String channel, String person, String text) {
        Chat.Outcome outcome = Failsafe.with(untilTold).get(() -> {
            Chat.Outcome each = chat.whisper(channel, person, text);
            if (each instanceof Chat.Outcome.Trouble(String why)) {
                LOG.warn("Person {} could not be told yet that a press was not taken: {}", person, why);
            }
            return each;
        });
        if (outcome instanceof Chat.Outcome.Never(String code)) {
            LOG.warn("Person {} can never be told that a press was not taken: {}", person, code);
        }
    }
}
