package io.tidegate.orchestrator.live;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.Payload;
import io.tidegate.contracts.kafka.Decoded;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.log.LogRecord;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.task.Task;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Everyone else on Kafka: people who send commands, an agent and a notifier that do as told, a reader of all. */
final class Wire implements AutoCloseable {
    static final String TARGET = "quick-db";

    private final String bootstrapServers;
    private final KafkaProducer<String, byte[]> producer;
    private final MessageCodec codec = new MessageCodec("test");
    private final List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
    private final Map<String, Plan> plans = new ConcurrentHashMap<>();
    private final List<String> failing = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean open = true;
    private volatile boolean working = true;

    Wire(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "reconnect.backoff.max.ms", "500"),
                new StringSerializer(),
                new ByteArraySerializer());
        thread = Thread.ofPlatform().daemon().name("wire").start(this::read);
    }

    /** The agent and the notifier of this wire keep quiet. */
    Wire withoutWorkers() {
        working = false;
        return this;
    }

    /** The agent will report that step as failed: {@code verify}, or {@code south/verify} on that target alone. */
    Wire failing(String step) {
        failing.add(step);
        return this;
    }

    void command(String window, Actor actor, WindowCommand command) {
        command(UUID.randomUUID().toString(), window, actor, command);
    }

    void command(String id, String window, Actor actor, WindowCommand command) {
        send(codec.encode(Topics.COMMANDS, window, message(id, window, actor, command)));
    }

    void report(String id, String window, Actor actor, Report report) {
        send(codec.encode(Topics.REPORTS, window, message(id, window, actor, report)));
    }

    void send(ProducerRecord<String, byte[]> record) {
        producer.send(record);
        producer.flush();
    }

    private static <T extends Payload> Message<T> message(String id, String window, Actor actor, T data) {
        return new Message<>(id, window, Instant.now(), actor, data);
    }

    /** A window's events as they are on Kafka, duplicates included. */
    List<LoggedEvent> events(String window) {
        List<LoggedEvent> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.topic().equals(Topics.EVENTS)
                    && window.equals(record.key())
                    && codec.decodeEvent(record.value()) instanceof Decoded.Value<LoggedEvent> value) {
                events.add(value.value());
            }
        }
        return events;
    }

    List<LogRecord> log(String window) {
        return records.stream()
                .filter(record -> record.topic().equals(Topics.EVENTS) && window.equals(record.key()))
                .map(record -> new LogRecord(
                        record.partition(), record.offset(), record.key(), record.value(), headers(record)))
                .toList();
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    /** Ids of the tasks that were handed out for a window, duplicates included. */
    List<String> tasks(String window) {
        return records.stream()
                .filter(record -> isOfTasks(record))
                .map(record -> codec.decode(record.topic(), record.headers(), record.value(), Task.class))
                .filter(Decoded.Value.class::isInstance)
                .map(decoded -> ((Decoded.Value<Message<Task>>) decoded).value())
                .filter(task -> task.window().equals(window))
                .map(Message::id)
                .toList();
    }

    private static boolean isOfTasks(ConsumerRecord<String, byte[]> record) {
        return record.topic().startsWith("tidegate.tasks.");
    }

    List<ConsumerRecord<String, byte[]>> deadLetters(String topic) {
        return records.stream()
                .filter(record -> record.topic().equals(Topics.deadLetters(topic)))
                .toList();
    }

    private void read() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrapServers,
                "group.id", "test-" + UUID.randomUUID(),
                "auto.offset.reset", "earliest",
                "metadata.max.age.ms", "500",
                "reconnect.backoff.max.ms", "500");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(java.util.regex.Pattern.compile("tidegate\\.(events\\.v1|tasks\\..*\\.v1|.*\\.dlt)"));
            while (open) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    records.add(record);
                    if (working) {
                        answer(record);
                    }
                }
            }
        } catch (org.apache.kafka.common.errors.InterruptException e) {
            Thread.interrupted();
        }
    }

    private void answer(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(Topics.EVENTS)
                && codec.decodeEvent(record.value()) instanceof Decoded.Value<LoggedEvent> value) {
            notifier(value.value());
        } else if (isOfTasks(record)
                && codec.decode(record.topic(), record.headers(), record.value(), Task.class)
                        instanceof Decoded.Value<Message<Task>> value) {
            agent(value.value());
        }
    }

    private void notifier(LoggedEvent event) {
        if (event.event() instanceof WindowEvent.WindowScheduled scheduled) {
            plans.put(event.window(), scheduled.plan());
        }
        Plan plan = plans.get(event.window());
        if (event.event() instanceof WindowEvent.NoticeRequested requested && plan != null) {
            Plan.Notice notice = plan.notice(requested.notice()).orElseThrow();
            for (Plan.Medium medium : notice.channels()) {
                String id = event.window() + "/" + notice.id() + "/" + Window.deliveryKey("users", medium);
                var report = new Report.NoticeDelivered(notice.id(), 1, "users", medium, 1, 0, 0, "");
                report(id, event.window(), Actor.notifier(), report);
            }
        }
    }

    private void agent(Message<Task> message) {
        if (message.data() instanceof Task.RunStep run) {
            Actor agent = Actor.agent(run.target());
            report(
                    message.id() + "/started",
                    message.window(),
                    agent,
                    new Report.StepStarted(run.step(), run.attempt()));
            Report end = failing.contains(run.step()) || failing.contains(run.target() + "/" + run.step())
                    ? new Report.StepFailed(run.step(), run.attempt(), "broken", "it broke", List.of())
                    : new Report.StepSucceeded(run.step(), run.attempt(), 5, List.of());
            report(message.id() + "/ended", message.window(), agent, end);
        }
    }

    @Override
    public void close() throws InterruptedException {
        open = false;
        thread.join(Duration.ofSeconds(5));
        producer.close(Duration.ofSeconds(1));
    }
}
