package io.tidegate.notifier.window;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.tidegate.contracts.kafka.Decoded;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.log.LoggedEvent;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the events, in order, each until it is kept. An offset is committed only after what its event makes the notifier
 * owe is in the database; a record that no one can read goes to the dead letter topic and the feed goes on.
 */
public final class KafkaEventFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaEventFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private final Properties connection;
    private final Intake intake;
    private final BooleanSupplier ensureTopics;
    private final MessageCodec codec = new MessageCodec("notifier");
    private final Thread thread;
    private final RetryPolicy<Object> untilKept;
    private final Map<TopicPartition, Long> behind = new HashMap<>();
    private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;
    private volatile boolean closed;
    private volatile boolean assigned;
    private volatile boolean caughtUp;

    /** @param ensureTopics false while the topics are not there and cannot be made */
    public KafkaEventFeed(Properties connection, Intake intake, BooleanSupplier ensureTopics) {
        this.connection = connection;
        this.intake = intake;
        this.ensureTopics = ensureTopics;
        this.thread = Thread.ofPlatform().name("event-feed").unstarted(this::run);
        this.untilKept = RetryPolicy.builder()
                .handle(RuntimeException.class)
                .withBackoff(200, 5_000, ChronoUnit.MILLIS)
                .withMaxRetries(-1)
                .abortIf((result, failure) -> closed)
                .onFailedAttempt(
                        attempt -> LOG.warn("An event is not kept yet: {}", String.valueOf(attempt.getLastException())))
                .build();
    }

    public void start() {
        thread.start();
    }

    /** Kafka has said which partitions are this notifier's. */
    public boolean isAssigned() {
        return assigned;
    }

    /**
     * Everything that was in the log when the partitions were assigned is read. Before that nothing goes out: the next
     * record may say that the window is cancelled, or that the notice went out long ago.
     */
    public boolean isCaughtUp() {
        return assigned && caughtUp;
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<byte[], byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            // Interrupted at once, the consumer could not leave its group, and the next one would wait for its share.
            if (!thread.join(Duration.ofSeconds(3))) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                if (ensureTopics.getAsBoolean()) {
                    read();
                }
                Thread.sleep(AFTER_A_FAULT);
            }
        } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
            LOG.info("The event feed ends");
        } finally {
            assigned = false;
        }
    }

    /** Until it is to stop, or something is wrong with Kafka. */
    private void read() throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                KafkaProducer<byte[], byte[]> deadLetters = deadLetters()) {
            reading = consumer;
            consumer.subscribe(List.of(Topics.EVENTS), new Assignment(consumer));
            while (!closed) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                take(records, deadLetters);
                if (!records.isEmpty()) {
                    consumer.commitSync();
                }
                lookWhetherCaughtUp(consumer);
            }
        } catch (WakeupException e) {
            LOG.debug("The event feed is asked to stop");
        } catch (org.apache.kafka.common.errors.InterruptException e) {
            throw e;
        } catch (RuntimeException | ExecutionException | TimeoutException e) {
            // Whatever it was, no event is lost: its offset is not committed.
            LOG.warn("The event feed begins again at the last committed event: {}", e.toString());
        } finally {
            reading = null;
            assigned = false;
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records, KafkaProducer<byte[], byte[]> deadLetters)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            switch (codec.decodeEvent(record.value())) {
                case Decoded.Unreadable<LoggedEvent>(String reason) -> bury(record, reason, deadLetters);
                // A database that is away for a while must not lose an event: nothing behind it is read before it is
                // kept.
                case Decoded.Value<LoggedEvent>(LoggedEvent event) ->
                    Failsafe.with(untilKept).run(() -> intake.take(event));
            }
        }
    }

    private void lookWhetherCaughtUp(KafkaConsumer<byte[], byte[]> consumer) {
        if (assigned && !caughtUp) {
            behind.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            caughtUp = behind.isEmpty();
        }
    }

    private static void bury(
            ConsumerRecord<byte[], byte[]> record, String reason, KafkaProducer<byte[], byte[]> deadLetters)
            throws InterruptedException, ExecutionException, TimeoutException {
        LOG.error(
                "Record {}-{}@{} goes to the dead letters: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                reason);
        deadLetters
                .send(MessageCodec.deadLetter(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.key(),
                        record.value(),
                        record.headers(),
                        reason))
                .get(30, TimeUnit.SECONDS);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "notifier");
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "notifier-events");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // A killed notifier's share goes to its successor after this long; the broker's default lowest is 6 s.
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> deadLetters() {
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "notifier-dead-letters");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private final class Assignment implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;

        Assignment(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.info("Reading {} partitions of {}", partitions.size(), Topics.EVENTS);
            behind.clear();
            behind.putAll(consumer.endOffsets(consumer.assignment()));
            caughtUp = false;
            assigned = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            assigned = false;
            caughtUp = false;
        }
    }
}
