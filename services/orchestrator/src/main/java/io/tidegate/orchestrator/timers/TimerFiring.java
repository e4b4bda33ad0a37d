package io.tidegate.orchestrator.timers;

import io.micronaut.context.annotation.Context;
import io.tidegate.contracts.Actor;
import io.tidegate.orchestrator.store.Causes;
import io.tidegate.orchestrator.store.Commits;
import io.tidegate.orchestrator.store.Lease;
import io.tidegate.orchestrator.store.Loop;
import io.tidegate.orchestrator.store.StoredTimers;
import io.tidegate.orchestrator.store.Taken;
import io.tidegate.orchestrator.store.WindowStore;
import io.tidegate.orchestrator.window.Input;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires timers that are due, as inputs like any other, in whichever orchestrator holds the lease. That a timer fires
 * once does not depend on the lease: its input's id is taken once.
 */
@Context
final class TimerFiring {
    private static final Logger LOG = LoggerFactory.getLogger(TimerFiring.class);
    private static final String LEASE = "timers";
    private static final int AT_A_TIME = 100;

    private final StoredTimers timers;
    private final WindowStore windows;
    private final Lease lease;
    private final Clock clock;
    private final Loop loop;
    /** Timers whose firing failed by a fault of ours: not tried again by this process, so that others go on. */
    private final Set<StoredTimers.Row> broken = new HashSet<>();

    TimerFiring(StoredTimers timers, WindowStore windows, Lease lease, Clock clock, Commits commits) {
        this.timers = timers;
        this.windows = windows;
        this.lease = lease;
        this.clock = clock;
        loop = new Loop("timers", commits, this::round).start();
    }

    private Duration round() {
        if (!lease.hold(LEASE)) {
            return Lease.RENEWAL;
        }
        List<StoredTimers.Row> rows = timers.earliest(AT_A_TIME + broken.size()).stream()
                .filter(row -> !broken.contains(row))
                .toList();
        Instant now = clock.instant();
        List<StoredTimers.Row> due =
                rows.stream().filter(row -> !row.due().isAfter(now)).toList();
        fire(due.stream().flatMap(row -> firing(row).stream()).toList());
        if (due.size() < rows.size()) {
            Duration left = Duration.between(now, rows.get(due.size()).due());
            return left.compareTo(Lease.RENEWAL) < 0 ? left : Lease.RENEWAL;
        }
        return rows.isEmpty() ? Lease.RENEWAL : Duration.ZERO;
    }

    private record Firing(StoredTimers.Row row, Taken.Request request) {}

    /** Empty for a timer that a later version has set. */
    private Optional<Firing> firing(StoredTimers.Row row) {
        Optional<Timer> timer = row.timer();
        if (timer.isEmpty()) {
            LOG.atWarn().addKeyValue("window", row.window()).log("timer {} is not known here", row.name());
            broken.add(row);
        }
        return timer.map(known -> new Firing(
                row,
                new Taken.Request(row.inputId(), row.window(), Actor.timer(row.name()), new Input.FromTimer(known))));
    }

    /** All in one transaction; where that fails by one of them, each in its own. */
    private void fire(List<Firing> firings) {
        try {
            settle(
                    firings,
                    windows.takeAll(firings.stream().map(Firing::request).toList()));
        } catch (RuntimeException e) {
            if (Causes.isDatabase(e)) {
                throw e;
            }
            firings.forEach(this::fireAlone);
        }
    }

    private void fireAlone(Firing firing) {
        try {
            settle(List.of(firing), List.of(windows.take(firing.request())));
        } catch (RuntimeException e) {
            if (Causes.isDatabase(e)) {
                throw e;
            }
            StoredTimers.Row row = firing.row();
            LOG.atError().addKeyValue("window", row.window()).setCause(e).log("timer {} cannot fire", row.name());
            broken.add(row);
        }
    }

    /** What has fired before, by whomever, is not to fire again; all else the store has put right. */
    private void settle(List<Firing> firings, List<Taken> taken) {
        List<StoredTimers.Row> fired = IntStream.range(0, firings.size())
                .filter(i -> taken.get(i) instanceof Taken.Duplicate)
                .mapToObj(i -> firings.get(i).row())
                .toList();
        if (!fired.isEmpty()) {
            timers.remove(fired);
        }
    }

    @PreDestroy
    void stop() {
        loop.close();
        lease.release(LEASE);
    }
}
