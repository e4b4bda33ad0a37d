package io.tidegate.scenarios.rig;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.kafka.Decoded;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Speaks tasks and reports as the real agent does, and does what it is told to instead of touching a database. Acts on
 * the thread of whoever moves the time.
 */
public final class ScriptedAgent implements Agents {
    /** So that no report falls on the same moment as a timer, where either might be first. */
    private static final Duration LATENCY = Duration.ofMillis(400);

    private final String target;
    private final Clock clock;
    private final TopicPartition tasks;
    private final Map<String, Duration> usual;
    private final Map<String, Deque<Script>> scripts = new HashMap<>();
    private final Queue<Saying> toSay =
            new PriorityQueue<>(Comparator.comparing(Saying::due).thenComparing(Saying::number));
    private final Set<String> known = new HashSet<>();
    private final MessageCodec codec = new MessageCodec("db-agent");
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private boolean alive = true;
    private long number;

    private record Saying(Instant due, long number, String attempt, Message<Report> message) {}

    /** @param usual how long each step takes that nothing else is said of */
    ScriptedAgent(String bootstrapServers, String target, Map<String, Duration> usual, Clock clock) {
        this.target = target;
        this.clock = clock;
        this.tasks = Positions.tasks(target);
        this.usual = Map.copyOf(usual);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", "0"),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer.assign(List.of(tasks));
        consumer.seekToEnd(List.of(tasks));
        consumer.position(tasks);
    }

    /** What it makes of the step's next attempts, in their order. Those after them take the usual time. */
    public ScriptedAgent on(String step, Script... attempts) {
        scripts.computeIfAbsent(step, name -> new ArrayDeque<>()).addAll(List.of(attempts));
        return this;
    }

    /** Says nothing any more: neither beats nor what has come of its work. */
    public void fallsSilent() {
        alive = false;
    }

    /** Is there again, and says what it had to say meanwhile. */
    public void comesBack() {
        alive = true;
    }

    @Override
    public List<String> targets() {
        return List.of(target);
    }

    @Override
    public boolean isAlive() {
        return alive;
    }

    @Override
    public Optional<Instant> next() {
        return alive ? Optional.ofNullable(toSay.peek()).map(Saying::due) : Optional.empty();
    }

    @Override
    public void takeUpTo(Map<TopicPartition, Long> ends) {
        long offset = ends.getOrDefault(tasks, 0L);
        while (consumer.position(tasks) < offset) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                take(record);
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        switch (codec.decode(record.topic(), record.headers(), record.value(), Task.class)) {
            case Decoded.Unreadable<Message<Task>> unreadable ->
                throw new IllegalStateException("a task that cannot be read: " + unreadable.reason());
            case Decoded.Value<Message<Task>> value -> {
                // The same task may come twice; it is one task.
                if (known.add(value.value().id())) {
                    take(value.value());
                }
            }
        }
    }

    private void take(Message<Task> message) {
        String attempt = message.window() + "/" + message.data().step() + "/"
                + message.data().attempt();
        switch (message.data()) {
            case Task.RunStep run -> {
                Instant started = clock.instant().plus(LATENCY);
                say(started, message.window(), attempt, "started", new Report.StepStarted(run.step(), run.attempt()));
                int line = 0;
                for (Script.Line next : script(run.step()).lines()) {
                    Report report = next.report().apply(run);
                    say(started.plus(next.after()), message.window(), attempt, "said-" + ++line, report);
                }
            }
            case Task.CancelStep cancel -> {
                if (toSay.removeIf(saying -> saying.attempt().equals(attempt))) {
                    var report = new Report.StepFailed(
                            cancel.step(), cancel.attempt(), "cancelled", "it was cancelled", List.of());
                    say(clock.instant().plus(LATENCY), message.window(), attempt, "cancelled", report);
                }
            }
        }
    }

    private Script script(String step) {
        Script scripted = scripts.getOrDefault(step, new ArrayDeque<>()).poll();
        if (scripted != null) {
            return scripted;
        }
        Duration time = usual.getOrDefault(step, Duration.ofSeconds(2));
        return Script.takes(time).progress(time.dividedBy(2), 50, "half done");
    }

    private void say(Instant due, String window, String attempt, String id, Report report) {
        Message<Report> message = new Message<>(attempt + "/" + id, window, due, Actor.agent(target), report);
        toSay.add(new Saying(due, ++number, attempt, message));
    }

    @Override
    public boolean speak() {
        boolean spoken = false;
        while (next().filter(due -> !due.isAfter(clock.instant())).isPresent()) {
            Message<Report> message = toSay.remove().message();
            send(message.window(), message);
            spoken = true;
        }
        return spoken;
    }

    /** Its work is a script, which needs no time of its own. */
    @Override
    public String atWork() {
        return "";
    }

    @Override
    public void beat() {
        Instant now = clock.instant();
        Report report = new Report.AgentBeat(target, "scripted", List.of());
        send(target, new Message<>("beat-" + target + "-" + now, target, now, Actor.agent(target), report));
    }

    private void send(String key, Message<Report> message) {
        try {
            producer.send(codec.encode(Topics.REPORTS, key, message)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a report is not on Kafka", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }
}
