package io.tidegate.slackbot.posting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One {@link Poster} a channel, each at work on at most one thread of a few. */
public final class Posters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Posters.class);
    private static final int THREADS = 4;

    /** While a channel waits for its pace, something that may be said sooner can come in. */
    private static final Duration LONGEST_NAP = Duration.ofMillis(200);

    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private final BooleanSupplier floor;
    private final Posts posts;
    private final Chat chat;
    private final Clock clock;
    private final Map<String, Shift> shifts = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(
            THREADS, Thread.ofPlatform().name("slack-poster-", 0).daemon().factory());

    /** @param floor may this bot speak? If not, another one does */
    public Posters(Posts posts, Chat chat, Clock clock, BooleanSupplier floor) {
        this.floor = floor;
        this.posts = posts;
        this.chat = chat;
        this.clock = clock;
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** There is something to say in that channel. Returns at once. */
    public void wake(String channel) {
        if (floor.getAsBoolean()) {
            shifts.computeIfAbsent(channel, Shift::new).wake();
        }
    }

    /** Takes up what a crash, or another bot, left behind. */
    public void wakeAll() {
        if (floor.getAsBoolean()) {
            posts.channels().forEach(this::wake);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("A call to Slack is still going on; what it says may be said twice");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A channel's turns: woken any number of times, at work once. */
    private final class Shift {
        private final String channel;
        private final Poster poster;
        private final AtomicInteger wakes = new AtomicInteger();

        Shift(String channel) {
            this.channel = channel;
            this.poster = new Poster(channel, posts, chat, clock);
        }

        void wake() {
            if (wakes.getAndIncrement() == 0) {
                comeBack(Duration.ZERO);
            }
        }

        private void work() {
            int seen = wakes.get();
            try {
                Optional<Instant> next = floor.getAsBoolean() ? poster.work() : Optional.empty();
                if (next.isPresent()) {
                    comeBack(nap(next.get()));
                } else if (!wakes.compareAndSet(seen, 0)) {
                    comeBack(Duration.ZERO);
                }
            } catch (RuntimeException e) {
                LOG.warn("Channel {}: what is to be said cannot be read or kept: {}", channel, e.toString());
                comeBack(AFTER_A_FAULT);
            }
        }

        private Duration nap(Instant next) {
            Duration wait = Duration.between(clock.instant(), next);
            return wait.compareTo(LONGEST_NAP) > 0 ? LONGEST_NAP : wait;
        }

        private void comeBack(Duration delay) {
            if (!threads.isShutdown()) {
                threads.schedule(this::work, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
            }
        }
    }
}
