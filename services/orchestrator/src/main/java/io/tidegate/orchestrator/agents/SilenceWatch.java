package io.tidegate.orchestrator.agents;

import io.micronaut.context.annotation.Context;
import io.tidegate.contracts.Actor;
import io.tidegate.orchestrator.store.Commits;
import io.tidegate.orchestrator.store.Lease;
import io.tidegate.orchestrator.store.Loop;
import io.tidegate.orchestrator.store.Taken;
import io.tidegate.orchestrator.store.WindowStore;
import io.tidegate.orchestrator.window.Input;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Turns the silence of an open window's agent into an input. */
@Context
final class SilenceWatch {
    private static final String LEASE = "silence";

    /** Three beats. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Between two looks, at least. */
    private static final Duration REST = Duration.ofSeconds(1);

    private static final int AT_A_TIME = 100;

    private final Agents agents;
    private final WindowStore windows;
    private final Lease lease;
    private final Clock clock;
    /** Beats that were sent while no orchestrator ran are read only now: silence counts from here at the earliest. */
    private final Instant since;

    private long looked = System.nanoTime() - REST.toNanos();
    private final Loop loop;

    SilenceWatch(Agents agents, WindowStore windows, Lease lease, Clock clock, Commits commits) {
        this.agents = agents;
        this.windows = windows;
        this.lease = lease;
        this.clock = clock;
        since = clock.instant();
        loop = new Loop("silence", commits, this::round).start();
    }

    /** Every commit wakes it; but so many windows are not looked through with each. */
    private Duration round() {
        Duration rest = REST.minusNanos(System.nanoTime() - looked);
        if (rest.isPositive()) {
            return rest;
        }
        looked = System.nanoTime();
        return lease.hold(LEASE) ? look() : PATIENCE;
    }

    private Duration look() {
        Instant now = clock.instant();
        Duration wait = PATIENCE;
        List<Taken.Request> silent = new ArrayList<>();
        for (Agents.Listening window : agents.listening()) {
            Instant heard = window.lastHeard().isBefore(since) ? since : window.lastHeard();
            Duration left = PATIENCE.minus(Duration.between(heard, now));
            if (left.isPositive()) {
                wait = left.compareTo(wait) < 0 ? left : wait;
            } else {
                silent.add(new Taken.Request(
                        "silent:" + window.window() + ":" + heard,
                        window.window(),
                        Actor.orchestrator(),
                        new Input.AgentSilent(window.target(), window.lastHeard())));
            }
        }
        for (int from = 0; from < silent.size(); from += AT_A_TIME) {
            windows.takeAll(silent.subList(from, Math.min(silent.size(), from + AT_A_TIME)));
        }
        return wait;
    }

    @PreDestroy
    void stop() {
        loop.close();
        lease.release(LEASE);
    }
}
