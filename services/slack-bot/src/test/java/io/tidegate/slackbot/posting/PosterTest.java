package io.tidegate.slackbot.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.slackbot.Story;
import io.tidegate.slackbot.posting.Chat.Outcome;
import io.tidegate.slackbot.window.Saying;
import io.tidegate.slackbot.window.Tracked;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.threeten.extra.MutableClock;

class PosterTest {
    private final MutableClock clock = MutableClock.of(Instant.parse("2026-11-29T22:00:00Z"), ZoneOffset.UTC);
    private final Story story =
            Story.begins("w-1", clock.instant()).scheduled(Story.plan()).deciding();
    private final InMemoryPosts posts = new InMemoryPosts();
    private final ScriptedChat chat = new ScriptedChat();
    private final Poster poster = new Poster(Story.CHANNEL, posts, chat, clock);

    @Test
    void theCardComesFirstAndLinesHangOnIt() {
        posts.window = story.tracked();
        posts.add(Saying.Kind.CHANNEL, "scheduled");

        work(Duration.ofSeconds(2));

        assertThat(chat.said).containsExactly("card 2", "channel scheduled @card-ts");
    }

    @Test
    void whereTheChannelIsAtSlacksLimitLinesGoTogetherInOrder() {
        posts.window = story.tracked();
        posts.cardTs = "card-ts";
        posts.cardSequence = story.tracked().sequence();
        posts.add(Saying.Kind.THREAD, "one");
        poster.work();
        posts.add(Saying.Kind.THREAD, "two");
        posts.add(Saying.Kind.THREAD, "three");
        posts.add(Saying.Kind.CHANNEL, "four");
        posts.add(Saying.Kind.THREAD, "a signature\nof two lines");

        work(Duration.ofSeconds(5));

        assertThat(chat.said)
                .containsExactly(
                        "thread one @card-ts",
                        "channel two\nthree\nfour @card-ts",
                        "thread a signature\nof two lines @card-ts");
        assertThat(chat.times).allSatisfy(gap -> assertThat(gap).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void slackRateLimitedIsObeyedToTheSecondAndANewerCardTakesTheOldersPlace() {
        posts.window = story.tracked();
        posts.cardTs = "card-ts";
        chat.next.add(new Outcome.Later(Duration.ofSeconds(7)));

        Instant limited = clock.instant();
        poster.work();
        posts.window = story.approved().tracked();
        work(Duration.ofSeconds(6));
        assertThat(chat.said).hasSize(1);
        posts.window = story.opened().tracked();
        work(Duration.ofSeconds(3));

        assertThat(chat.said).containsExactly("update 2", "update " + posts.window.sequence());
        assertThat(chat.at.getLast()).isAfterOrEqualTo(limited.plusSeconds(7));
    }

    @Test
    void aRefusalIsWhisperedThoughThePostsAreHeldUp() {
        posts.window = story.tracked();
        posts.cardTs = "card-ts";
        posts.cardSequence = story.tracked().sequence();
        chat.next.add(new Outcome.Later(Duration.ofSeconds(30)));
        posts.add(Saying.Kind.THREAD, "line");
        poster.work();
        posts.add(Saying.Kind.WHISPER, "no");

        work(Duration.ofMillis(100));

        assertThat(chat.said).containsExactly("thread line @card-ts", "whisper no @U0BUDI");
    }

    @Test
    void aCardThatSlackNeverTakesSilencesNobody() {
        posts.window = story.tracked();
        posts.add(Saying.Kind.CHANNEL, "decide");
        chat.next.add(new Outcome.Never("invalid_blocks"));

        work(Duration.ofSeconds(3));

        assertThat(chat.said).containsExactly("card 2", "channel decide @null");
    }

    @Test
    void aLineThatSlackNeverTakesIsPutAsideAndTheNextOneGoesOn() {
        posts.window = story.tracked();
        posts.cardTs = "card-ts";
        posts.cardSequence = story.tracked().sequence();
        posts.add(Saying.Kind.THREAD, "bad\nsignature");
        posts.add(Saying.Kind.CHANNEL, "good");
        chat.next.add(new Outcome.Never("invalid_blocks"));

        work(Duration.ofSeconds(2));

        assertThat(chat.said).containsExactly("thread bad\nsignature @card-ts", "channel good @card-ts");
        assertThat(posts.waiting).isEmpty();
    }

    @Test
    void aChatThatCannotBeReachedIsTriedAgainWithTheSameLine() {
        posts.window = story.tracked();
        posts.cardTs = "card-ts";
        posts.cardSequence = story.tracked().sequence();
        posts.add(Saying.Kind.THREAD, "one");
        chat.next.add(new Outcome.Trouble("connection refused"));

        work(Duration.ofSeconds(10));

        assertThat(chat.said).containsExactly("thread one @card-ts", "thread one @card-ts");
        assertThat(posts.waiting).isEmpty();
    }

    @Test
    void aCardThatSomebodyDeletedIsPostedAnew() {
        posts.window = story.tracked();
        posts.cardTs = "old-ts";
        chat.next.add(new Outcome.Never("message_not_found"));

        work(Duration.ofSeconds(3));

        assertThat(chat.said).containsExactly("update 2", "card 2");
        assertThat(posts.cardTs).isEqualTo("card-ts");
    }

    /** Lets the poster come back whenever it asks to, for so long. */
    private void work(Duration howLong) {
        Instant end = clock.instant().plus(howLong);
        while (clock.instant().isBefore(end)) {
            poster.work();
            clock.add(Duration.ofMillis(50));
        }
    }

    /** Answers {@link #next}, then with success; remembers what was asked. */
    private final class ScriptedChat implements Chat {
        private final Deque<Outcome> next = new ArrayDeque<>();
        private final List<String> said = new ArrayList<>();
        private final List<Instant> at = new ArrayList<>();
        private final List<Duration> times = new ArrayList<>();

        @Override
        public Outcome postCard(String channel, Tracked window) {
            return answer("card " + window.sequence(), "card-ts");
        }

        @Override
        public Outcome updateCard(String channel, String ts, Tracked window) {
            return answer("update " + window.sequence(), ts);
        }

        @Override
        public Outcome say(String channel, @Nullable String threadTs, boolean alsoInChannel, String text) {
            return answer((alsoInChannel ? "channel " : "thread ") + text + " @" + threadTs, "line-ts");
        }

        @Override
        public Outcome whisper(String channel, String person, String text) {
            return answer("whisper " + text + " @" + person, "whisper-ts");
        }

        private Outcome answer(String what, String ts) {
            said.add(what);
            if (!at.isEmpty()) {
                times.add(Duration.between(at.getLast(), clock.instant()));
            }
            at.add(clock.instant());
            Outcome scripted = next.poll();
            return scripted == null ? new Outcome.Done(Story.CHANNEL, ts) : scripted;
        }
    }

    private static final class InMemoryPosts implements Posts {
        private final List<Waiting> waiting = new ArrayList<>();
        private Tracked window = Tracked.unknown("w-1");
        private @Nullable String cardTs;
        private long cardSequence;
        private long ids;

        void add(Saying.Kind kind, String text) {
            waiting.add(new Waiting(++ids, "w-1", kind, kind == Saying.Kind.WHISPER ? "U0BUDI" : "", text, null));
        }

        @Override
        public List<String> channels() {
            return List.of(Story.CHANNEL);
        }

        @Override
        public Optional<CardDue> cardDue(String channel) {
            return cardSequence < window.sequence() ? Optional.of(new CardDue(window, cardTs)) : Optional.empty();
        }

        @Override
        public List<Waiting> lines(String channel) {
            return cardSequence == 0 ? List.of() : waiting(false);
        }

        @Override
        public List<Waiting> whispers(String channel) {
            return waiting(true);
        }

        private List<Waiting> waiting(boolean whispers) {
            return waiting.stream()
                    .filter(line -> (line.kind() == Saying.Kind.WHISPER) == whispers)
                    .map(line -> new Waiting(line.id(), line.window(), line.kind(), line.person(), line.text(), cardTs))
                    .toList();
        }

        @Override
        public void sending(List<Long> ids) {
            assertThat(waiting).extracting(Waiting::id).containsAll(ids);
        }

        @Override
        public void sent(List<Long> ids, String ts) {
            waiting.removeIf(line -> ids.contains(line.id()));
        }

        @Override
        public void givenUp(List<Long> ids, String reason) {
            waiting.removeIf(line -> ids.contains(line.id()));
        }

        @Override
        public void cardPosted(String id, String channel, String ts, long sequence) {
            cardTs = ts;
            cardSequence = sequence;
        }

        @Override
        public void cardSettled(String id, long sequence) {
            cardSequence = sequence;
        }

        @Override
        public void cardLost(String id) {
            cardTs = null;
            cardSequence = 0;
        }
    }
}
