package io.tidegate.scenarios.inside;

import io.tidegate.slackbot.posting.Turns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Turns by a clock that is moved: taken by whoever moves it, on that thread. */
final class ClockedTurns implements Turns {

    private record Turn(Instant due, long number, Runnable work, CompletableFuture<Void> taken) {}

    private final Clock clock;
    private final Queue<Turn> turns =
            new PriorityQueue<>(Comparator.comparing(Turn::due).thenComparing(Turn::number));
    private long last;

    ClockedTurns(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Future<?> after(Duration wait, Runnable work) {
        Turn turn = new Turn(clock.instant().plus(wait), ++last, work, new CompletableFuture<>());
        turns.add(turn);
        return turn.taken();
    }

    synchronized Optional<Instant> next() {
        turns.removeIf(turn -> turn.taken().isDone());
        return Optional.ofNullable(turns.peek()).map(Turn::due);
    }

    /** False when none was due. */
    boolean takeThoseDue() {
        List<Turn> due = due();
        due.forEach(turn -> turn.work().run());
        return !due.isEmpty();
    }

    private synchronized List<Turn> due() {
        Instant now = clock.instant();
        List<Turn> due = turns.stream()
                .filter(turn -> !turn.taken().isDone() && !turn.due().isAfter(now))
                .toList();
        turns.removeAll(due);
        due.forEach(turn -> turn.taken().complete(null));
        return due;
    }

    @Override
    public synchronized void close() {
        turns.clear();
    }
}
