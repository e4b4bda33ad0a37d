package io.tidegate.notifier.delivery;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.tidegate.notifier.notice.Truth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is due and reports what is settled, in the background. What takes long or fails for the moment holds up
 * nothing else: every letter is on a thread of its own, and one that has to wait waits in the ledger.
 */
public final class Postman implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final int AT_ONCE = 16;
    private static final int REPORTS_AT_ONCE = 100;
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final Ledger ledger;
    private final Map<Carrier, Courier> couriers;
    private final Reports reports;
    private final BooleanSupplier mayGo;
    private final Duration patience;
    private final Backoff backoff;
    private final Clock clock;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Semaphore bell = new Semaphore(0);
    private final ExecutorService walks = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread thread;
    private final RetryPolicy<Object> untilNoted;
    private volatile boolean closed;

    /** @param mayGo asked before every round: nothing leaves while it says no */
    public Postman(
            Ledger ledger,
            Map<Carrier, Courier> couriers,
            Reports reports,
            BooleanSupplier mayGo,
            Duration patience,
            Backoff backoff,
            Clock clock) {
        this.ledger = ledger;
        this.couriers = Map.copyOf(couriers);
        this.reports = reports;
        this.mayGo = mayGo;
        this.patience = patience;
        this.backoff = backoff;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("postman").unstarted(this::run);
        this.untilNoted = RetryPolicy.builder()
                .handle(RuntimeException.class)
                .withBackoff(100, 5_000, ChronoUnit.MILLIS)
                .withMaxRetries(-1)
                .abortIf((result, failure) -> closed)
                .build();
    }

    public void start() {
        thread.start();
    }

    /** There may be something to do. */
    public void wake() {
        bell.release();
    }

    /** Lets letters that are on their way arrive, for a moment. */
    @Override
    public void close() {
        closed = true;
        bell.release();
        try {
            thread.join(Duration.ofSeconds(5));
            walks.shutdown();
            if (!walks.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("Letters are still on their way; the next start takes them for uncertain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                round();
                if (bell.tryAcquire(untilNextRound().toMillis(), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.info("The postman ends");
        }
    }

    private void round() {
        try {
            if (mayGo.getAsBoolean()) {
                send();
                report();
            }
        } catch (RuntimeException e) {
            // A database that is away: whatever is not noted is as it was, and the next round finds it.
            LOG.warn("This round of deliveries ended early: {}", e.toString());
        }
    }

    private void send() {
        int places = free.availablePermits();
        List<Letter> letters = places == 0 ? List.of() : ledger.take(places, Truth::whyNot);
        for (Letter letter : letters) {
            free.acquireUninterruptibly();
            var unused = walks.submit(() -> {
                try {
                    walk(letter);
                } finally {
                    free.release();
                    bell.release();
                }
            });
        }
    }

    private void walk(Letter letter) {
        Outcome outcome = attempt(letter);
        LOG.info("{} {}", letter, outcome);
        try {
            // The outcome must not be lost while the database is away: what is not noted counts as uncertain.
            Failsafe.with(untilNoted).run(() -> note(letter, outcome));
        } catch (RuntimeException e) {
            LOG.error("{} could not be noted before the end: {}", letter, e.toString());
        }
    }

    private Outcome attempt(Letter letter) {
        Courier courier = couriers.get(letter.carrier());
        if (courier == null) {
            return new Outcome.Failed(letter.carrier().label() + " is not set up");
        }
        try {
            return courier.deliver(letter);
        } catch (RuntimeException e) {
            LOG.error("{} met what nobody expected", letter, e);
            return new Outcome.Uncertain("an unexpected " + e.getClass().getSimpleName());
        }
    }

    private void note(Letter letter, Outcome outcome) {
        if (outcome instanceof Outcome.Later(String reason, Duration asked)) {
            ledger.postpone(letter, reason, backoff.after(letter.attempt(), asked), patience);
        } else {
            ledger.settle(letter, outcome);
        }
    }

    private void report() {
        for (Account account : ledger.toReport(REPORTS_AT_ONCE)) {
            if (!reports.tell(account)) {
                return;
            }
            ledger.reported(account);
        }
    }

    private Duration untilNextRound() {
        if (free.availablePermits() == 0) {
            return ROUND;
        }
        try {
            Instant now = clock.instant();
            Duration wait = ledger.nextDue()
                    .map(due -> Duration.between(now, due))
                    .filter(due -> due.compareTo(ROUND) < 0)
                    .orElse(ROUND);
            return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
        } catch (RuntimeException e) {
            LOG.debug("The next due letter is not known: {}", e.toString());
            return ROUND;
        }
    }
}
