package io.tidegate.slackbot.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.slackbot.Story;
import io.tidegate.slackbot.posting.Chat;
import io.tidegate.slackbot.window.Tracked;
import io.tidegate.slackbot.window.Windows;
import io.tidegate.slackbot.wish.AskedFrom;
import io.tidegate.slackbot.wish.Wishes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerInTimeTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final LinkedBlockingQueue<String> whispers = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void end() {
        over.countDown();
        threads.shutdownNow();
    }

    private AnswerInTime answers(Wishes wishes, Windows windows) {
        AskedFrom nowhere = new AskedFrom() {
            @Override
            public void remember(String wish, String channel) {}

            @Override
            public Optional<String> channelOf(String wish) {
                return Optional.empty();
            }
        };
        Chat chat = new OnlyWhispers((person, text) -> {
            whispers.add(person + " " + text);
            return new Chat.Outcome.Done(Story.CHANNEL, "1.1");
        });
        return new AnswerInTime(
                new Desk(windows, wishes, nowhere, Clock.systemUTC()), new Whispers(chat, threads), threads);
    }

    @Test
    void whateverHangsThePersonIsAnsweredInTimeAndNotWithAGuess() {
        Wishes hanging = wish -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Wishes.Taking.Taken();
        };
        Instant asked = Instant.now();

        String answer = answers(hanging, new NoWindows())
                .answer(new Desk.Asked(Story.RATNA, Story.CHANNEL, "schedule portion-size", "1.2.a"));

        assertThat(answer).contains("*NOT confirmed*");
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void withoutADatabaseThePersonIsToldThatNothingWasChanged() {
        String answer = answers(wish -> new Wishes.Taking.Taken(), new Unreadable())
                .answer(new Desk.Asked(Story.RATNA, Story.CHANNEL, "go", "1.2.a"));

        assertThat(answer).contains("`go` was *NOT taken*", "cannot read its windows");
    }

    @Test
    void aPressThatWasNotTakenIsWhisperedToThePerson() throws InterruptedException {
        answers(wish -> new Wishes.Taking.NotTaken("Kafka cannot be reached"), new NoWindows())
                .press(Story.CHANNEL, new Desk.Pressed(Story.BUDI, "w-1", new WindowCommand.Go(), "slack:button:1:2"));

        assertThat(whispers.poll(5, TimeUnit.SECONDS)).startsWith("U0BUDI ✗ `go` was *NOT taken*");
    }

    @Test
    void aPressThatWasTakenIsShownByTheCardAlone() {
        answers(wish -> new Wishes.Taking.Taken(), new NoWindows())
                .press(Story.CHANNEL, new Desk.Pressed(Story.BUDI, "w-1", new WindowCommand.Go(), "slack:button:1:2"));

        assertThat(whispers).isEmpty();
    }

    @Test
    void whatWasSubmittedAndNotTakenIsSaidInTheModalWithoutMarkup() {
        Desk.Pressed submitted =
                new Desk.Pressed(Story.BUDI, "w-1", new WindowCommand.RollBack("errors"), "slack:button:1:2");

        assertThat(answers(wish -> new Wishes.Taking.NotTaken("Kafka cannot be reached"), new NoWindows())
                        .submit(submitted))
                .hasValue("It was NOT taken: Kafka cannot be reached. Submit it again in a minute, it counts once; if"
                        + " this stays, tell whoever operates Tidegate.");
        assertThat(answers(wish -> new Wishes.Taking.Taken(), new NoWindows()).submit(submitted))
                .isEmpty();
        assertThat(answers(wish -> new Wishes.Taking.Taken(), new Unreadable()).submit(submitted))
                .get()
                .asString()
                .startsWith("It was NOT taken: the bot cannot read its windows.");
        assertThat(whispers).isEmpty();
    }

    private static class NoWindows implements Windows {
        @Override
        public Optional<Tracked> find(String id) {
            return Optional.empty();
        }

        @Override
        public List<Tracked> inChannel(String channel) {
            return List.of();
        }

        @Override
        public List<Tracked> ofWave(String channel, String wave) {
            return List.of();
        }

        @Override
        public List<Tracked> open() {
            return List.of();
        }

        @Override
        public Optional<ZoneId> zoneOf(String plan) {
            return Optional.empty();
        }

        @Override
        public Optional<Change> change(String id, Function<Tracked, Optional<Change>> change) {
            return Optional.empty();
        }
    }

    private static final class Unreadable extends NoWindows {
        @Override
        public Optional<Tracked> find(String id) {
            throw new IllegalStateException("the connection is gone");
        }

        @Override
        public List<Tracked> inChannel(String channel) {
            throw new IllegalStateException("the connection is gone");
        }
    }
}
