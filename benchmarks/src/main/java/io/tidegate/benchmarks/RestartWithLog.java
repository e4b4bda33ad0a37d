package io.tidegate.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * How soon an orchestrator is ready after its start, with a long log and with none: after it was stopped, and after
 * SIGKILL. The log is made by the orchestrator's own decider and ledger: windows that are completed, and a thousand that
 * are open, whose timers are due in the next minutes.
 *
 * <p>Run: {@code java -Dtidegate.root=. -cp "benchmarks/target/classes:benchmarks/target/lib/*"
 * io.tidegate.benchmarks.RestartWithLog [events, 1000000] [starts of each kind, 5]}
 */
public final class RestartWithLog {
    private static final int OPEN = 1_000;
    private static final int PLANS = 200;

    private RestartWithLog() {}

    public static void main(String[] arguments) throws Exception {
        long events = Arguments.number(arguments, 0, 1_000_000);
        int starts = Arguments.number(arguments, 1, 5);
        try (var orchestrator = new LoneOrchestrator()) {
            orchestrator.start();
            print("no event, after a stop", starts(orchestrator, starts, orchestrator::stop));
            print("no event, after SIGKILL", starts(orchestrator, starts, orchestrator::kill));
            orchestrator.stop();
            long begun = System.nanoTime();
            long made = fill(orchestrator, events);
            System.out.printf(Locale.ROOT, "%d events made in %.0f s%n", made, (System.nanoTime() - begun) / 1e9);
            orchestrator.start();
            print(made + " events, after a stop", starts(orchestrator, starts, orchestrator::stop));
            print(made + " events, after SIGKILL", starts(orchestrator, starts, orchestrator::kill));
            System.out.println("orchestrator: " + orchestrator.use().residentBytes() / 1_000_000 + " MB resident");
        }
        System.exit(0);
    }

    private static long fill(LoneOrchestrator orchestrator, long events) throws Exception {
        var seed = new Seed(orchestrator.signingKey());
        Instant now = Instant.now();
        try (var store = new SeededStore(orchestrator.cluster())) {
            for (int n = 0; n < OPEN; n++) {
                store.put(seed.open("open-" + n, TwoSteps.plan(PLANS + n), now.minusMillis(n * 300L)));
            }
            var plans = new ArrayList<io.tidegate.contracts.plan.PlanReader.Reading.Valid>();
            for (int n = 0; n < PLANS; n++) {
                plans.add(TwoSteps.plan(n));
            }
            for (int n = 0; store.events() < events; n++) {
                Instant opened = now.minus(Duration.ofHours(10)).minus(Duration.ofMinutes(n));
                store.put(seed.completed(UUID.randomUUID().toString(), plans.get(n % PLANS), opened));
            }
            return store.events();
        }
    }

    private static List<Duration> starts(LoneOrchestrator orchestrator, int count, Runnable end) {
        List<Duration> starts = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            end.run();
            starts.add(orchestrator.start());
        }
        return starts.stream().sorted().toList();
    }

    private static void print(String what, List<Duration> starts) {
        System.out.printf(
                Locale.ROOT,
                "%-40s ready after: median %.2f s, most %.2f s%n",
                what,
                starts.get(starts.size() / 2).toMillis() / 1e3,
                starts.getLast().toMillis() / 1e3);
    }
}
