package io.tidegate.slackbot.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.slackbot.Story;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.threeten.extra.MutableClock;

/** When a channel's poster takes its turns. */
class PostersTest {
    private final MutableClock clock = MutableClock.of(Instant.parse("2026-11-29T22:00:00Z"), ZoneOffset.UTC);
    private final RememberedTurns turns = new RememberedTurns();
    private final List<Runnable> onLook = new ArrayList<>();
    private boolean floor = true;
    private final Posters posters = new Posters(posts(), chat(), clock, turns, () -> floor);

    @Test
    void manyWakesAreOneTurn() {
        posters.wake(Story.CHANNEL);
        posters.wake(Story.CHANNEL);

        assertThat(turns.coming()).containsExactly(Duration.ZERO);
    }

    @Test
    void whoIsWokenAtWorkLooksOnceMore() {
        posters.wake(Story.CHANNEL);
        onLook.add(() -> posters.wake(Story.CHANNEL));
        turns.take();

        assertThat(turns.coming()).containsExactly(Duration.ZERO);
        turns.take();
        assertThat(turns.coming()).isEmpty();
    }

    @Test
    void whoWaitsAfterAFaultIsWokenByWhatCanBeSaidNow() {
        posters.wake(Story.CHANNEL);
        onLook.add(() -> {
            throw new IllegalStateException("the database is away");
        });
        turns.take();
        assertThat(turns.coming()).containsExactly(Duration.ofSeconds(1));

        posters.wake(Story.CHANNEL);
        assertThat(turns.coming()).containsExactly(Duration.ZERO);
    }

    @Test
    void withoutTheFloorNobodySpeaks() {
        floor = false;
        posters.wake(Story.CHANNEL);

        assertThat(turns.coming()).isEmpty();
    }

    /** Nothing is ever to be said; {@link #onLook} happens, one after the other, when somebody looks. */
    private Posts posts() {
        return (Posts) Proxy.newProxyInstance(
                Posts.class.getClassLoader(), new Class<?>[] {Posts.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("cardDue")) {
                        return List.of();
                    }
                    if (!onLook.isEmpty()) {
                        onLook.removeFirst().run();
                    }
                    return Optional.empty();
                });
    }

    private static Chat chat() {
        return (Chat) Proxy.newProxyInstance(
                Chat.class.getClassLoader(), new Class<?>[] {Chat.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("nothing was to be said");
                });
    }

    private static final class RememberedTurns implements Turns {
        private record Turn(Duration delay, Runnable work, CompletableFuture<Void> cancelled) {}

        private final List<Turn> turns = new ArrayList<>();

        @Override
        public Future<?> after(Duration wait, Runnable work) {
            Turn turn = new Turn(wait, work, new CompletableFuture<>());
            turns.add(turn);
            return turn.cancelled();
        }

        List<Duration> coming() {
            turns.removeIf(turn -> turn.cancelled().isCancelled());
            return turns.stream().map(Turn::delay).toList();
        }

        void take() {
            coming();
            turns.removeFirst().work().run();
        }

        @Override
        public void close() {
            turns.clear();
        }
    }
}
