package io.tidegate.orchestrator.plans;

import io.micronaut.context.annotation.Context;
import io.tidegate.contracts.Actor;
import io.tidegate.orchestrator.store.Commits;
import io.tidegate.orchestrator.store.Lease;
import io.tidegate.orchestrator.store.Loop;
import io.tidegate.orchestrator.store.StoredWindows;
import io.tidegate.orchestrator.store.Taken;
import io.tidegate.orchestrator.store.WindowStore;
import io.tidegate.orchestrator.window.Input;
import io.tidegate.orchestrator.window.PlanLookup;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Turns a change of a plan's file into an input of every window of it that has not opened: its approvals are void. */
@Context
final class PlanWatch {
    private static final String LEASE = "plans";

    /** Files are looked at this often; what has not changed is not read again. */
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final PlanDirectory plans;
    private final StoredWindows stored;
    private final WindowStore windows;
    private final Lease lease;
    private final Loop loop;

    PlanWatch(PlanDirectory plans, StoredWindows stored, WindowStore windows, Lease lease) {
        this.plans = plans;
        this.stored = stored;
        this.windows = windows;
        this.lease = lease;
        // Files change without a commit.
        loop = new Loop("plans", new Commits(), this::round).start();
    }

    private Duration round() {
        if (lease.hold(LEASE)) {
            Map<String, PlanLookup> read = new HashMap<>();
            for (StoredWindows.Prepared window : stored.prepared()) {
                PlanLookup lookup =
                        read.computeIfAbsent(window.plan(), plans::find).on(window.target());
                if (lookup instanceof PlanLookup.Found found && !found.hash().equals(window.knownHash())) {
                    windows.take(new Taken.Request(
                            "plan:" + window.window() + ":" + window.sequence() + ":" + found.hash(),
                            window.window(),
                            Actor.orchestrator(),
                            new Input.PlanRead(found)));
                }
            }
        }
        return EVERY;
    }

    @PreDestroy
    void stop() {
        loop.close();
        lease.release(LEASE);
    }
}
