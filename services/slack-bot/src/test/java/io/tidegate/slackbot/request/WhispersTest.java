package io.tidegate.slackbot.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.slackbot.posting.Chat;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhispersTest {
    private final List<String> told = new ArrayList<>();

    private void whisper(Chat.Outcome... outcomes) {
        Deque<Chat.Outcome> next = new ArrayDeque<>(List.of(outcomes));
        Chat chat = new OnlyWhispers((person, text) -> {
            told.add(person + " " + text);
            return next.size() == 1 ? next.getFirst() : next.removeFirst();
        });
        new Whispers(chat, Runnable::run, Duration.ofMillis(1)).tell("C0", "U0BUDI", "not taken");
    }

    @Test
    void whoWasNotReachedIsToldAgain() {
        whisper(
                new Chat.Outcome.Trouble("no route to host"),
                new Chat.Outcome.Later(Duration.ofMillis(1)),
                new Chat.Outcome.Done("C0", "1.1"));

        assertThat(told).hasSize(3).containsOnly("U0BUDI not taken");
    }

    @Test
    void whoCanNeverBeToldIsNotToldAgain() {
        whisper(new Chat.Outcome.Never("user_not_in_channel"));

        assertThat(told).hasSize(1);
    }

    @Test
    void afterTwoMinutesItIsLeftAtThat() {
        whisper(new Chat.Outcome.Trouble("no route to host"));

        assertThat(told).hasSize(8);
    }
}
