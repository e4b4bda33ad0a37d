package io.tidegate.slackbot.request;

import io.tidegate.slackbot.command.Verb;
import io.tidegate.slackbot.posting.Chat;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers before Slack loses patience (three seconds), whatever is down behind the bot, and never with a guess. */
final class AnswerInTime {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerInTime.class);
    private static final Duration PATIENCE = Duration.ofMillis(2_700);

    private final Desk desk;
    private final Chat chat;
    private final ExecutorService threads;

    /** @param threads may be many: each answer takes one while it waits */
    AnswerInTime(Desk desk, Chat chat, ExecutorService threads) {
        this.desk = desk;
        this.chat = chat;
        this.threads = threads;
    }

    String answer(Desk.Asked asked) {
        return inTime(asked.text(), () -> desk.answer(asked));
    }

    /** What is to be told to the person is whispered, after the acknowledgement: Slack shows no other answer. */
    void press(String channel, Desk.Pressed pressed) {
        Optional<String> words = inTime(
                        Verb.of(pressed.command()), () -> desk.press(pressed).orElse(""))
                .transform(text -> text.isEmpty() ? Optional.empty() : Optional.of(text));
        words.ifPresent(
                text -> threads.execute(() -> whisper(channel, pressed.person().id(), text)));
    }

    private void whisper(String channel, String person, String text) {
        Chat.Outcome outcome = chat.whisper(channel, person, text);
        if (!(outcome instanceof Chat.Outcome.Done)) {
            LOG.warn("Person {} could not be told that a press was not taken: {}", person, outcome);
        }
    }

    private String inTime(String what, Callable<String> work) {
        Future<String> answer = threads.submit(work);
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            LOG.warn("'{}' could not be answered", what, e.getCause());
            return unanswered(what, "was *NOT taken*: the bot cannot read its windows. Nothing has been changed by it");
        } catch (TimeoutException e) {
            LOG.warn("'{}' was not answered within {}", what, PATIENCE);
            return unanswered(what, "was *NOT confirmed*: no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unanswered(what, "was *NOT taken*: the bot is stopping");
        }
    }

    private static String unanswered(String what, String why) {
        return "✗ " + Mrkdwn.code(Mrkdwn.atMost(80, what)) + " " + why
                + ". Look at the card, then try again in a minute; if this stays, tell whoever operates Tidegate.";
    }
}
