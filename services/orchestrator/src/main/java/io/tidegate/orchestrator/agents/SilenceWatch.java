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

/** Turns the silence of an open window's agent into an input. */
@Context
final class SilenceWatch {
    private static final String LEASE = "silence";

    /** Three beats. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Agents agents;
    private final WindowStore windows;
    private final Lease lease;
    private final Clock clock;
    /** Beats that were sent while no orchestrator ran are read only now: silence counts from here at the earliest. */
    private final Instant since;

    private final Loop loop;

    SilenceWatch(Agents agents, WindowStore windows, Lease lease, Clock clock, Commits commits) {
        this.agents = agents;
        this.windows = windows;
        this.lease = lease;
        this.clock = clock;
        since = clock.instant();
        loop = new Loop("silence", commits, this::round).start();
    }

    private Duration round() {
        if (!lease.hold(LEASE)) {
            return PATIENCE;
        }
        Instant now = clock.instant();
        Duration wait = PATIENCE;
        for (Agents.Listening window : agents.listening()) {
            Instant heard = window.lastHeard().isBefore(since) ? since : window.lastHeard();
            Duration left = PATIENCE.minus(Duration.between(heard, now));
            if (left.isPositive()) {
                wait = left.compareTo(wait) < 0 ? left : wait;
            } else {
                windows.take(new Taken.Request(
                        "silent:" + window.window() + ":" + heard,
                        window.window(),
                        Actor.orchestrator(),
                        new Input.AgentSilent(window.target(), window.lastHeard())));
            }
        }
        return wait;
    }

    @PreDestroy
    void stop() {
        loop.close();
        lease.release(LEASE);
    }
}
