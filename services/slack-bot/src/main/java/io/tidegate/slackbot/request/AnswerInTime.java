package io.tidegate.slackbot.request;

import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.slackbot.command.Verb;
import io.tidegate.slackbot.text.Mrkdwn;
import io.tidegate.slackbot.wish.Wishes;
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
    private final Whispers whispers;
    private final ExecutorService threads;

    /** @param threads may be many: each answer takes one while it waits */
    AnswerInTime(Desk desk, Whispers whispers, ExecutorService threads) {
        this.desk = desk;
        this.whispers = whispers;
        this.threads = threads;
    }

    String answer(Desk.Asked asked) {
        return switch (inTime(asked.text(), () -> desk.answer(asked))) {
            case InTime.Answer<String>(String words) -> words;
            case InTime.None<String> none -> none.toTypist(asked.text());
        };
    }

    /** What is to be told to the person is whispered. */
    void press(String channel, Desk.Pressed pressed) {
        Optional<String> words =
                switch (taking(pressed)) {
                    case InTime.Answer<Wishes.Taking>(Wishes.Taking taking) -> untaken(pressed.command(), taking);
                    case InTime.None<Wishes.Taking> none -> Optional.of(none.toTypist(Verb.of(pressed.command())));
                };
        words.ifPresent(text -> whispers.tell(channel, pressed.person().id(), text));
    }

    /**
     * The press of a modal's button.
     *
     * @return what is to be told to the person in the modal, as plain text; empty when that can be closed
     */
    Optional<String> submit(Desk.Pressed submitted) {
        return switch (taking(submitted)) {
            case InTime.Answer<Wishes.Taking>(Wishes.Taking.Taken taken) -> Optional.empty();
            case InTime.Answer<Wishes.Taking>(Wishes.Taking.NotTaken not) ->
                Optional.of(inModal("NOT taken: " + not.why()));
            case InTime.None<Wishes.Taking> none -> Optional.of(inModal(none.what() + ": " + none.why()));
        };
    }

    /** A modal's wish has its id from the press that opened it, so that nobody need fear to repeat it. */
    private static String inModal(String what) {
        return "It was " + what + ". Submit it again in a minute, it counts once; if this stays, tell whoever operates"
                + " Tidegate.";
    }

    private static Optional<String> untaken(WindowCommand command, Wishes.Taking taking) {
        return switch (taking) {
            case Wishes.Taking.Taken taken -> Optional.empty();
            case Wishes.Taking.NotTaken not -> Optional.of(Desk.notTaken(command, not));
        };
    }

    private InTime<Wishes.Taking> taking(Desk.Pressed pressed) {
        return inTime(Verb.of(pressed.command()), () -> desk.press(pressed));
    }

    private <T> InTime<T> inTime(String what, Callable<T> work) {
        Future<T> answer = threads.submit(work);
        try {
            return new InTime.Answer<>(answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            LOG.warn("'{}' could not be answered", what, e.getCause());
            return new InTime.None<>("NOT taken", "the bot cannot read its windows. Nothing has been changed by it");
        } catch (TimeoutException e) {
            LOG.warn("'{}' was not answered within {}", what, PATIENCE);
            return new InTime.None<>("NOT confirmed", "no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new InTime.None<>("NOT taken", "the bot is stopping");
        }
    }

    private sealed interface InTime<T> {
        record Answer<T>(T value) implements InTime<T> {}

        /**
         * @param what became of it
         * @param why for people
         */
        record None<T>(String what, String why) implements InTime<T> {
            String toTypist(String typed) {
                return "✗ " + Mrkdwn.code(Mrkdwn.atMost(80, typed)) + " was *" + what + "*: " + why
                        + ". Look at the card, then try again in a minute; if this stays, tell whoever operates"
                        + " Tidegate.";
            }
        }
    }
}
