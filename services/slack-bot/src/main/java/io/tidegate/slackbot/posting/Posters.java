package io.tidegate.slackbot.posting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One {@link Poster} a channel, each at work on at most one thread of a few. */
public final class Posters {
    private static final Logger LOG = LoggerFactory.getLogger(Posters.class);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private final BooleanSupplier floor;
    private final Posts posts;
    private final Chat chat;
    private final Clock clock;
    private final Turns turns;
    private final Map<String, Shift> shifts = new ConcurrentHashMap<>();

    /** @param floor may this bot speak? If not, another one does */
    public Posters(Posts posts, Chat chat, Clock clock, Turns turns, BooleanSupplier floor) {
        this.floor = floor;
        this.posts = posts;
        this.chat = chat;
        this.clock = clock;
        this.turns = turns;
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

    /**
     * A channel's turns, one at a time. Whoever wakes it while it waits for the channel's pace has it look at once: what
     * has come in may be said sooner than what it waits with.
     */
    private final class Shift {
        private final String channel;
        private final Poster poster;
        private boolean atWork;
        private boolean woken;
        private @Nullable Future<?> coming;

        Shift(String channel) {
            this.channel = channel;
            this.poster = new Poster(channel, posts, chat, clock);
        }

        synchronized void wake() {
            if (atWork) {
                woken = true;
            } else {
                comeBack(Duration.ZERO);
            }
        }

        private void turn() {
            if (begin()) {
                end(work());
            }
        }

        /** False for a turn that was cancelled too late: another is at work. */
        private synchronized boolean begin() {
            if (atWork) {
                woken = true;
                return false;
            }
            atWork = true;
            woken = false;
            return true;
        }

        /** How long to wait until the next turn; empty when all is said. */
        private Optional<Duration> work() {
            try {
                Optional<Instant> next = floor.getAsBoolean() ? poster.work() : Optional.empty();
                return next.map(time -> Duration.between(clock.instant(), time));
            } catch (RuntimeException e) {
                LOG.warn("Channel {}: what is to be said cannot be read or kept: {}", channel, e.toString());
                return Optional.of(AFTER_A_FAULT);
            }
        }

        private synchronized void end(Optional<Duration> wait) {
            atWork = false;
            if (woken) {
                comeBack(Duration.ZERO);
            } else {
                wait.ifPresent(this::comeBack);
            }
        }

        private void comeBack(Duration wait) {
            if (coming != null) {
                coming.cancel(false);
            }
            coming = turns.after(wait, this::turn);
        }
    }
}
