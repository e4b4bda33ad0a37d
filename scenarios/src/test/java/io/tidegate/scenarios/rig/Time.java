package io.tidegate.scenarios.rig;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Moves the clock from one thing that happens to the next. It stands still while anybody has something to do: all that
 * happens at a moment has happened, and is read by everybody, before the next moment comes.
 */
final class Time {
    /** A busy machine is no fault: a consumer that is cut off for want of time comes back after its session. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long SHORTEST_PAUSE = 300_000;
    private static final long LONGEST_PAUSE = 5_000_000;

    /** Often enough that nobody takes the agent for silent, and half as often as the real one. */
    private static final Duration BEAT = Duration.ofSeconds(10);

    private final MovableClock clock;
    private final Services services;
    private final Books books;
    private final Positions positions;
    private final Agents agents;
    private Instant lastBeat = Instant.MIN;

    Time(MovableClock clock, Services services, Books books, Positions positions, Agents agents) {
        this.clock = clock;
        this.services = services;
        this.books = books;
        this.positions = positions;
        this.agents = agents;
    }

    Instant now() {
        return clock.instant();
    }

    /** When something happens by itself; empty when nothing ever will. */
    Optional<Instant> next() {
        return earliest(elsewhere(), services.slackBot().next()).map(next -> later(next, now()));
    }

    private Optional<Instant> elsewhere() {
        return earliest(books.next(), agents.next());
    }

    private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /** Moves on to a time up to which nothing happens by itself, and lets happen what happens then. */
    void moveTo(Instant time) {
        if (agents.isAlive()) {
            beatUntil(time);
        }
        clock.moveTo(time);
        if (elsewhere().filter(next -> !next.isAfter(time)).isPresent()) {
            settle();
        } else {
            // What the bot says moves nobody else.
            speak();
        }
    }

    private void speak() {
        boolean spoken = true;
        while (spoken) {
            spoken = services.slackBot().work();
        }
    }

    private void beatUntil(Instant time) {
        Instant beat = books.isAnyOpen() ? lastBeat.plus(BEAT) : time.minus(BEAT);
        for (beat = later(beat, now()); beat.isBefore(time); beat = beat.plus(BEAT)) {
            clock.moveTo(beat);
            agents.beat();
            await("the beat is heard", () -> books.areHeard(agents.targets(), now()) ? "" : "not yet");
            lastBeat = beat;
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Waits until everybody has done what there is to do at this moment. */
    void settle() {
        services.timeMoved();
        await("it comes to rest", this::busy);
    }

    /**
     * What somebody has still to do; empty when all are at rest. The order carries the proof: every reader has taken every record; then
     * nobody's books hold anything to do; and no record has come meanwhile from which something new could follow.
     */
    private String busy() {
        String toDo = books.toDo(now());
        if (!toDo.isEmpty()) {
            return toDo;
        }
        Map<TopicPartition, Long> ends = positions.ends();
        agents.takeUpTo(ends);
        if (agents.speak()) {
            return "an agent reports";
        }
        Optional<String> behind = positions.behind(ends);
        if (behind.isPresent()) {
            return behind.get();
        }
        String atWork = agents.atWork();
        if (!atWork.isEmpty()) {
            return atWork;
        }
        toDo = books.toDo(now());
        if (!toDo.isEmpty()) {
            return toDo;
        }
        if (!positions.ends().equals(ends)) {
            return "records have come";
        }
        return services.slackBot().work() ? "the bot speaks" : "";
    }

    /** @param missing what is missing; empty when it has come */
    private void await(String what, Supplier<String> missing) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        long pause = SHORTEST_PAUSE;
        for (String still = missing.get(); !still.isEmpty(); still = missing.get()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("it is " + now() + ", and never happens that " + what + ": " + still);
            }
            // Whoever looks too often takes the time from those who work.
            LockSupport.parkNanos(pause);
            pause = Math.min(LONGEST_PAUSE, pause * 3 / 2);
        }
    }
}
