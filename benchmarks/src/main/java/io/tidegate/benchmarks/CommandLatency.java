package io.tidegate.benchmarks;

import io.tidegate.contracts.kafka.Decoded;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.local.process.Root;
import io.tidegate.local.stack.Example;
import io.tidegate.local.stack.Stack;
import io.tidegate.local.stack.StackOptions;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Slash command to acknowledgement, and to the state event on Kafka, beside a raw produce and consume on the same
 * broker in the same run. Commands come at a steady pace, one at a time, through the signed door.
 *
 * <p>Run: {@code java -Dtidegate.root=. -cp "benchmarks/target/classes:benchmarks/target/lib/*"
 * io.tidegate.benchmarks.CommandLatency [count]}
 */
public final class CommandLatency {
    private static final int WARM_UP = 500;
    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(25);
    private static final String USER = "U0RATNA";

    private CommandLatency() {}

    public static void main(String[] arguments) throws Exception {
        int count = arguments.length == 0 ? 1_000 : Integer.parseInt(arguments[0]);
        var options = new StackOptions(
                Example.named("portion-size"),
                1_000,
                Root.path().resolve("examples"),
                false,
                StackOptions.usualRun(),
                Map.of(),
                part -> {});
        try (Stack stack = Stack.start(options)) {
            var raw = new Latency("raw produce and consume");
            var acknowledged = new Latency("slash command to acknowledgement");
            var told = new Latency("slash command to state event on Kafka");
            Floor.roundTrips(stack.kafka(), WARM_UP, new Latency("warm-up"));
            Floor.roundTrips(stack.kafka(), count, raw);
            commands(stack, count, acknowledged, told);
            System.out.println(raw);
            System.out.println(acknowledged);
            System.out.println(told);
            System.out.printf(
                    Locale.ROOT,
                    "state event: %.1f times the raw round trip%n",
                    told.medianMillis() / raw.medianMillis());
        }
        System.exit(0);
    }

    /** {@code hold} before a window is open is refused by the orchestrator: one command, one event, no side effect. */
    private static void commands(Stack stack, int count, Latency acknowledged, Latency told)
            throws IOException, InterruptedException {
        var codec = new MessageCodec("benchmark");
        var waiting = new ConcurrentHashMap<String, CountDownLatch>();
        var door = new SlackDoor(stack.bot(), stack.slackSigningSecret());
        try (var tail = new Tail(stack.kafka(), List.of(Topics.EVENTS), record -> {
            if (codec.decodeEvent(record.value()) instanceof Decoded.Value<LoggedEvent>(LoggedEvent event)) {
                CountDownLatch latch = waiting.remove(event.cause());
                if (latch != null) {
                    latch.countDown();
                }
            }
        })) {
            tail.awaitReady();
            send(door, waiting, "schedule portion-size in 3h", "begin", new Latency("begin"), new Latency("begin"));
            for (int n = 0; n < WARM_UP; n++) {
                send(door, waiting, "hold benchmark", "warm-" + n, new Latency("warm-up"), new Latency("warm-up"));
            }
            long next = System.nanoTime();
            for (int n = 0; n < count; n++) {
                TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
                next = System.nanoTime() + PACE;
                send(door, waiting, "hold benchmark", "run-" + n, acknowledged, told);
            }
        }
    }

    private static void send(
            SlackDoor door,
            Map<String, CountDownLatch> waiting,
            String text,
            String trigger,
            Latency acknowledged,
            Latency told)
            throws IOException, InterruptedException {
        var arrived = new CountDownLatch(1);
        waiting.put("slack:trigger:" + trigger, arrived);
        long begun = System.nanoTime();
        Thread.ofVirtual().start(() -> {
            try {
                arrived.await();
                told.add(System.nanoTime() - begun);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        door.type(USER, text, trigger);
        acknowledged.add(System.nanoTime() - begun);
        if (!arrived.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no event came of '" + text + "'");
        }
    }
}
