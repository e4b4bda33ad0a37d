package io.tidegate.benchmarks;

import io.tidegate.contracts.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Many open windows, each of a target of its own whose agent beats every five seconds, each with a status line every
 * five minutes: how late a line is on Kafka, against the moment at which the channel has heard nothing for five minutes.
 * The windows are made by the orchestrator's own decider and ledger, as if opened one after another over the time that is
 * given; the measuring goes on for a little more than one cadence.
 *
 * <p>Run: {@code java -Dtidegate.root=. -cp "benchmarks/target/classes:benchmarks/target/lib/*"
 * io.tidegate.benchmarks.OpenWindows [windows, 10000] [seconds over which they were opened, 300] [seconds measured, 310]}
 */
public final class OpenWindows {
    private static final Duration CADENCE = Duration.ofMinutes(5);

    /** From the end of seeding until the first line is due: the orchestrator has started and is warm by then. */
    private static final Duration AHEAD = Duration.ofSeconds(45);

    private final Map<String, Instant> due = new ConcurrentHashMap<>();
    private final Latency lateness = new Latency("a status line after its time");
    private final AtomicLong others = new AtomicLong();
    private volatile Instant last = Instant.EPOCH;

    private OpenWindows() {}

    public static void main(String[] arguments) throws Exception {
        int windows = Arguments.number(arguments, 0, 10_000);
        int spread = Arguments.number(arguments, 1, 300);
        int seconds = Arguments.number(arguments, 2, 310);
        try (var orchestrator = new LoneOrchestrator()) {
            orchestrator.start();
            orchestrator.stop();
            new OpenWindows().run(orchestrator, windows, Duration.ofSeconds(spread), seconds);
        }
        System.exit(0);
    }

    private void run(LoneOrchestrator orchestrator, int windows, Duration spread, int seconds) throws Exception {
        Instant first = seed(orchestrator, windows, spread);
        System.out.printf(
                Locale.ROOT, "ready after %.2f s%n", orchestrator.start().toMillis() / 1e3);
        try (var sender = new Sender(orchestrator.kafka());
                var agents = new ScriptedAgent(windows, sender);
                var tail = new Tail(orchestrator.kafka(), List.of(Topics.EVENTS), this::heard)) {
            tail.awaitReady();
            TimeUnit.MILLISECONDS.sleep(Math.max(
                    0, Duration.between(Instant.now(), first.minusSeconds(2)).toMillis()));
            ProcessUse before = orchestrator.use();
            ProcessUse postgresBefore = orchestrator.postgresUse();
            TimeUnit.SECONDS.sleep(seconds);
            System.out.println(lateness);
            System.out.println("last line after " + Duration.between(first, last) + "; other events: " + others);
            System.out.println("windows whose line is missing by more than ten seconds: "
                    + due.values().stream()
                            .filter(time -> time.isBefore(Instant.now().minusSeconds(10)))
                            .count());
            System.out.println("orchestrator: " + orchestrator.use().since(before, lateness.count()));
            System.out.println("PostgreSQL: " + orchestrator.postgresUse().since(postgresBefore, lateness.count()));
        }
        System.out.println(Floor.of(orchestrator));
    }

    /** @return when the first line is due */
    private Instant seed(LoneOrchestrator orchestrator, int windows, Duration spread) throws Exception {
        var seed = new Seed(orchestrator.signingKey());
        // Made first, because the times count from when all of it is there.
        var plans = java.util.stream.IntStream.range(0, windows)
                .mapToObj(TwoSteps::plan)
                .toList();
        // Inserting takes its time too: half a millisecond a window, by far.
        Instant first = Instant.now().plus(AHEAD).plusMillis(windows * 2L);
        try (var store = new SeededStore(orchestrator.cluster())) {
            for (int n = 0; n < windows; n++) {
                Instant line = first.plus(spread.multipliedBy(n).dividedBy(windows));
                String id = "open-" + n;
                due.put(id, line);
                store.put(seed.open(id, plans.get(n), line.minus(CADENCE)));
            }
        }
        return first;
    }

    private void heard(ConsumerRecord<String, byte[]> record) {
        Instant now = Instant.now();
        if (!Events.type(record).equals("tidegate.event.status-reported.v1")) {
            others.incrementAndGet();
            return;
        }
        Instant next = Events.time(record).plus(CADENCE);
        Instant expected = due.put(record.key(), next);
        if (expected != null) {
            lateness.add(Math.max(0, Duration.between(expected, now).toNanos()));
            last = now;
        }
    }
}
