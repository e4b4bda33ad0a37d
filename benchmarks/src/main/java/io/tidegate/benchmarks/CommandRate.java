package io.tidegate.benchmarks;

import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.window.WindowCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * From a command on Kafka to its event on Kafka: one at a time, and as many as it takes. Each is accepted and changes the
 * window ({@code hold}, {@code resume}, {@code hold}, …). Beside it the floor, one commit of PostgreSQL and one Kafka round
 * trip of the same servers in the same run; a command crosses Kafka twice.
 *
 * <p>Run: {@code java -Dtidegate.root=. -cp "benchmarks/target/classes:benchmarks/target/lib/*"
 * io.tidegate.benchmarks.CommandRate [commands one at a time, 1000] [commands at once, 30000] [windows, 200]}
 */
public final class CommandRate {
    private static final String WINDOW = "-window";

    /** So many commands have no event yet, at most. */
    private static final int IN_FLIGHT = 1_000;

    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(20);

    private final Sender sender;
    private final int windows;
    private final int[] sent;
    private final Map<String, Long> begun = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private volatile Latency latency = new Latency("warm-up");

    private CommandRate(Sender sender, int windows) {
        this.sender = sender;
        this.windows = windows;
        sent = new int[windows];
    }

    public static void main(String[] arguments) throws Exception {
        int single = Arguments.number(arguments, 0, 1_000);
        int many = Arguments.number(arguments, 1, 30_000);
        int windows = Arguments.number(arguments, 2, 200);
        try (var orchestrator = new LoneOrchestrator()) {
            TwoSteps.write(orchestrator.plans(), windows);
            orchestrator.start();
            Floor floor = Floor.of(orchestrator);
            try (var sender = new Sender(orchestrator.kafka())) {
                new CommandRate(sender, windows).run(orchestrator, floor, single, many);
            }
        }
        System.exit(0);
    }

    private void run(LoneOrchestrator orchestrator, Floor floor, int single, int many) throws Exception {
        try (var tail = new Tail(orchestrator.kafka(), List.of(Topics.EVENTS), this::heard)) {
            tail.awaitReady();
            schedule();
            atOnce(many / 3);
            var one = oneAtATime(single);
            latency = new Latency("command to event, " + IN_FLIGHT + " at once");
            ProcessUse before = orchestrator.use();
            long start = System.nanoTime();
            atOnce(many);
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.println(floor);
            System.out.println(one);
            System.out.println(latency);
            System.out.println("orchestrator: " + orchestrator.use().since(before, many));
            System.out.printf(
                    Locale.ROOT,
                    "one at a time: %.1f times the floor; at once: %.0f commands a second, one after another at the"
                            + " floor's speed would be %.0f%n",
                    one.medianMillis() / floor.medianMillis(),
                    many / seconds,
                    1_000 / floor.medianMillis());
        }
    }

    private void schedule() throws InterruptedException {
        for (int n = 0; n < windows; n++) {
            String id = TwoSteps.name(n) + WINDOW;
            send(n, id + "/schedule", new WindowCommand.Schedule(TwoSteps.name(n), inDays(), "C1"));
        }
        drain();
    }

    private static Instant inDays() {
        return Instant.now().plus(Duration.ofDays(30));
    }

    private Latency oneAtATime(int count) throws InterruptedException {
        var one = new Latency("command to event, one at a time");
        latency = one;
        long next = System.nanoTime();
        for (int n = 0; n < count; n++) {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
            next = System.nanoTime() + PACE;
            wish(n % windows);
            drain();
        }
        return one;
    }

    private void atOnce(int count) throws InterruptedException {
        for (int n = 0; n < count; n++) {
            wish(n % windows);
        }
        drain();
    }

    private void wish(int window) throws InterruptedException {
        String id = TwoSteps.name(window) + WINDOW;
        int number = sent[window]++;
        send(
                window,
                id + "/" + number,
                number % 2 == 0 ? new WindowCommand.Hold("benchmark") : new WindowCommand.Resume());
    }

    private void send(int window, String id, WindowCommand command) throws InterruptedException {
        room.acquire();
        begun.put(id, System.nanoTime());
        String plan = TwoSteps.name(window);
        sender.command(id, plan + WINDOW, TwoSteps.lead(plan), command);
    }

    /** Until every command has its event. */
    private void drain() throws InterruptedException {
        if (!room.tryAcquire(IN_FLIGHT, 1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("no event came of " + begun.keySet());
        }
        room.release(IN_FLIGHT);
    }

    private void heard(ConsumerRecord<String, byte[]> record) {
        Long since = begun.remove(Events.cause(record));
        if (since != null) {
            latency.add(System.nanoTime() - since);
            room.release();
        }
    }
}
