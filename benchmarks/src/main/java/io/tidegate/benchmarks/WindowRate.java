package io.tidegate.benchmarks;

import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.window.WindowCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Windows at a steady rate, each driven through its whole life over Kafka: scheduled, go from two people, held, and
 * resumed once its start has passed; then it opens, an agent does its two steps at once, it reopens, is watched for a
 * second and completed. The time is from the moment at which {@code resume} was to be sent, whether or not it was late,
 * until the window's last event, the signature under its end, is on Kafka, less that second. Beside it a commit and a
 * Kafka round trip of the same servers in the same run.
 *
 * <p>Run: {@code java -Dtidegate.root=. -cp "benchmarks/target/classes:benchmarks/target/lib/*"
 * io.tidegate.benchmarks.WindowRate [windows a minute, 4000] [seconds, 60] [seconds of warm-up, 30]}
 */
public final class WindowRate {
    /** From {@code schedule} to the start; until then people must have said go and hold. */
    private static final Duration LEAD_TIME = Duration.ofMillis(1_500);

    /** From {@code schedule} to {@code resume}: the start has passed by then. */
    private static final Duration HELD = LEAD_TIME.plusMillis(200);

    private final Sender sender;
    private final int targets;
    private final Latency latency = new Latency("resume to the window's last event");
    private final Latency commands = new Latency("schedule to decision opened");
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final Map<String, Driven> windows = new ConcurrentHashMap<>();

    /** A window on its way; times in nanoseconds of the monotonic clock. */
    private static final class Driven {
        final String id;
        final String plan;
        final long scheduled;
        final boolean measured;
        volatile boolean held;
        volatile boolean completed;

        Driven(String id, String plan, long scheduled, boolean measured) {
            this.id = id;
            this.plan = plan;
            this.scheduled = scheduled;
            this.measured = measured;
        }

        long resume() {
            return scheduled + HELD.toNanos();
        }
    }

    private WindowRate(Sender sender, int targets) {
        this.sender = sender;
        this.targets = targets;
    }

    public static void main(String[] arguments) throws Exception {
        int perMinute = Arguments.number(arguments, 0, 4_000);
        int seconds = Arguments.number(arguments, 1, 60);
        int warmUp = Arguments.number(arguments, 2, 30);
        int targets = Math.max(20, perMinute / 60 * 4);
        try (var orchestrator = new LoneOrchestrator()) {
            TwoSteps.write(orchestrator.plans(), targets);
            orchestrator.start();
            topics(orchestrator.kafka(), targets);
            Floor floor = Floor.of(orchestrator);
            try (var sender = new Sender(orchestrator.kafka());
                    var agent = new ScriptedAgent(orchestrator.kafka(), targets, sender)) {
                new WindowRate(sender, targets).run(orchestrator, perMinute, seconds, warmUp);
            }
            System.out.println(floor);
        }
        System.exit(0);
    }

    /** As an operator does who gives each agent its rights: before the first task. */
    private static void topics(String kafka, int targets) throws Exception {
        List<NewTopic> topics = new ArrayList<>();
        for (int n = 0; n < targets; n++) {
            topics.add(new NewTopic(Topics.tasks(TwoSteps.name(n)), Optional.of(1), Optional.empty()));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(topics).all().get();
        }
    }

    private void run(LoneOrchestrator orchestrator, int perMinute, int seconds, int warmUp) throws Exception {
        try (var tail = new Tail(orchestrator.kafka(), List.of(Topics.EVENTS), this::heard)) {
            tail.awaitReady();
            drive(perMinute, warmUp, false);
            long endedBefore = ended.get();
            long eventsBefore = events.get();
            ProcessUse before = orchestrator.use();
            ProcessUse kafkaBefore = orchestrator.kafkaUse();
            ProcessUse postgresBefore = orchestrator.postgresUse();
            ProcessUse ownBefore = ProcessUse.ofThis();
            long begun = System.nanoTime();
            drive(perMinute, seconds, true);
            double minutes = (System.nanoTime() - begun) / 60e9;
            long count = ended.get() - endedBefore;
            System.out.printf(
                    Locale.ROOT,
                    "windows completed a minute: %.0f of %d; events a second: %.0f%n",
                    count / minutes,
                    perMinute,
                    (events.get() - eventsBefore) / minutes / 60);
            System.out.println("orchestrator: " + orchestrator.use().since(before, count));
            System.out.println("PostgreSQL: " + orchestrator.postgresUse().since(postgresBefore, count));
            System.out.println("Kafka: " + orchestrator.kafkaUse().since(kafkaBefore, count));
            System.out.println("this program: " + ProcessUse.ofThis().since(ownBefore, count));
            finish();
        }
        System.out.println(commands);
        System.out.println(latency);
    }

    /** Sends what is due, window after window. */
    private void drive(int perMinute, int seconds, boolean measured) throws InterruptedException {
        long pace = TimeUnit.MINUTES.toNanos(1) / perMinute;
        long begun = System.nanoTime();
        long count = (long) perMinute * seconds / 60;
        for (long n = 0; n < count; n++) {
            long due = begun + n * pace;
            while (System.nanoTime() < due) {
                resumeWhatIsDue();
                TimeUnit.NANOSECONDS.sleep(Math.min(TimeUnit.MILLISECONDS.toNanos(1), due - System.nanoTime()));
            }
            resumeWhatIsDue();
            schedule(due, measured);
        }
    }

    private long number;

    private void schedule(long due, boolean measured) {
        String plan = TwoSteps.name((int) (number % targets));
        String id = plan + "-" + number++;
        var window = new Driven(id, plan, due, measured);
        windows.put(id, window);
        sender.command(
                id + "/schedule",
                id,
                TwoSteps.lead(plan),
                new WindowCommand.Schedule(plan, Instant.now().plus(LEAD_TIME), "C1"));
    }

    private final java.util.Queue<Driven> toResume = new java.util.concurrent.ConcurrentLinkedQueue<>();

    /** A window that is held is resumed at its time, or as soon as it is held where that comes later. */
    private void resumeWhatIsDue() {
        long now = System.nanoTime();
        for (Driven next = toResume.peek(); next != null && next.resume() <= now; next = toResume.peek()) {
            toResume.remove();
            sender.command(next.id + "/resume", next.id, TwoSteps.lead(next.plan), new WindowCommand.Resume());
        }
    }

    private void heard(ConsumerRecord<String, byte[]> record) {
        events.incrementAndGet();
        Driven window = windows.get(record.key());
        if (window == null) {
            return;
        }
        switch (Events.type(record)) {
            case "tidegate.event.decision-opened.v1" -> {
                if (window.measured) {
                    commands.add(System.nanoTime() - window.scheduled);
                }
                sender.command(window.id + "/go-1", window.id, TwoSteps.lead(window.plan), new WindowCommand.Go());
                sender.command(window.id + "/go-2", window.id, TwoSteps.owner(window.plan), new WindowCommand.Go());
                sender.command(
                        window.id + "/hold",
                        window.id,
                        TwoSteps.lead(window.plan),
                        new WindowCommand.Hold("for the start"));
            }
            case "tidegate.event.window-held.v1" -> toResume.add(window);
            case "tidegate.event.window-completed.v1" -> window.completed = true;
            case "tidegate.event.head-signed.v1" -> {
                if (window.completed) {
                    ends(window);
                }
            }
            case "tidegate.event.window-postponed.v1", "tidegate.event.command-refused.v1" -> {
                System.err.println(window.id + ": " + new String(record.value(), StandardCharsets.UTF_8));
                windows.remove(window.id);
            }
            default -> {}
        }
    }

    private void ends(Driven window) {
        windows.remove(window.id);
        ended.incrementAndGet();
        if (window.measured) {
            latency.add(Math.max(0, System.nanoTime() - window.resume() - TwoSteps.WATCH.toNanos()));
        }
    }

    /** Those that are on their way still: their times count. */
    private void finish() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!windows.isEmpty() && System.nanoTime() < until) {
            resumeWhatIsDue();
            TimeUnit.MILLISECONDS.sleep(1);
        }
        System.out.println("windows that did not end: " + windows.size());
    }
}
