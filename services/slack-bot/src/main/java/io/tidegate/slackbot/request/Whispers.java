package io.tidegate.slackbot.request;

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
    private final Duration firstWait;

    Whispers(Chat chat, Executor threads) {
        this(chat, threads, Duration.ofSeconds(1));
    }

    /** @param firstWait before the second try; each further one is twice as long */
    Whispers(Chat chat, Executor threads, Duration firstWait) {
        this.chat = chat;
        this.threads = threads;
        this.firstWait = firstWait;
    }

    /** Returns at once. */
    void tell(String channel, String person, String text) {
        threads.execute(() -> {
            try {
                keepTelling(channel, person, text);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                LOG.warn("Person {} is not told that a press was not taken: the bot is stopping", person);
            }
        });
    }

    private void keepTelling(String channel, String person, String text) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            switch (chat.whisper(channel, person, text)) {
                case Chat.Outcome.Done done -> {
                    return;
                }
                case Chat.Outcome.Never(String code) -> {
                    LOG.warn("Person {} can never be told that a press was not taken: {}", person, code);
                    return;
                }
                case Chat.Outcome.Later(Duration patience) -> Thread.sleep(patience);
                case Chat.Outcome.Trouble(String why) -> {
                    LOG.warn("Person {} could not be told yet that a press was not taken: {}", person, why);
                    Thread.sleep(firstWait.multipliedBy(1L << i));
                }
            }
        }
    }
}
