package io.tidegate.slackbot.window;

import io.tidegate.contracts.kafka.Decoded;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.BrokenLogException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the events, in order, each until it is kept. An offset is committed only after what is to be said of its event
 * is in the database; a record that no one can read goes to the dead letter topic and the feed goes on.
 */
public final class KafkaEventFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaEventFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private final Properties connection;
    private final Intake intake;
    private final MessageCodec codec = new MessageCodec("slack-bot");
    private final Thread thread;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;
    private volatile boolean assigned;

    public KafkaEventFeed(Properties connection, Intake intake) {
        this.connection = connection;
        this.intake = intake;
        this.thread = Thread.ofPlatform().name("event-feed").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Kafka has said which partitions are this bot's. */
    public boolean isAssigned() {
        return assigned;
    }

    @Override
    public void close() {
        stop.countDown();
        KafkaConsumer<byte[], byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                read();
            } while (!isToStopWithin(AFTER_A_FAULT));
        } catch (InterruptedException e) {
            LOG.warn("The event feed was interrupted and reads no more");
        }
    }

    /** Until it is to stop, or something is wrong with Kafka. */
    private void read() throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                KafkaProducer<byte[], byte[]> deadLetters = deadLetters()) {
            reading = consumer;
            consumer.subscribe(List.of(Topics.EVENTS), new Assignment());
            while (stop.getCount() > 0 && take(consumer.poll(POLL), deadLetters)) {
                consumer.commitSync();
            }
        } catch (WakeupException e) {
            LOG.debug("The event feed is asked to stop");
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.warn("The event feed begins again at the last committed event: {}", e.toString());
        } finally {
            reading = null;
            assigned = false;
        }
    }

    /** False when it is to stop before all are kept. */
    private boolean take(ConsumerRecords<byte[], byte[]> records, KafkaProducer<byte[], byte[]> deadLetters)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            switch (codec.decodeEvent(record.value())) {
                case Decoded.Unreadable<LoggedEvent>(String reason) -> bury(record, reason, deadLetters);
                case Decoded.Value<LoggedEvent>(LoggedEvent event) -> {
                    try {
                        if (!isKept(event)) {
                            return false;
                        }
                    } catch (BrokenLogException e) {
                        bury(record, String.valueOf(e.getMessage()), deadLetters);
                    }
                }
            }
        }
        return true;
    }

    /** A database that is away for a while must not lose an event: nothing behind it is read before it is kept. */
    private boolean isKept(LoggedEvent event) throws InterruptedException {
        do {
            try {
                intake.take(event);
                return true;
            } catch (BrokenLogException e) {
                throw e;
            } catch (RuntimeException e) {
                LOG.warn("Event {} of window {} is not kept yet: {}", event.sequence(), event.window(), e.toString());
            }
        } while (!isToStopWithin(AFTER_A_FAULT));
        return false;
    }

    private boolean isToStopWithin(Duration wait) throws InterruptedException {
        return stop.await(wait.toMillis(), TimeUnit.MILLISECONDS);
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
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "slack-bot");
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "slack-bot-events");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // A killed bot's share goes to its successor after this long; the broker's default lowest is 6 s.
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> deadLetters() {
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "slack-bot-dead-letters");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.info("Reading {} partitions of {}", partitions.size(), Topics.EVENTS);
            assigned = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            assigned = false;
        }
    }
}
