package io.tidegate.dbagent.task;

import io.tidegate.contracts.Message;
import io.tidegate.contracts.kafka.Decoded;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.task.Task;
import io.tidegate.dbagent.database.TargetLock;
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
 * Reads the target's tasks while the agent holds the target's lock: a second agent neither works nor reads. An offset is
 * committed only after its task is in the journal; a record that no one can read goes to the dead letter topic.
 */
public final class KafkaTaskFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTaskFeed.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);
    private static final int POLLS_BETWEEN_LOOKS = 8;

    private final Properties connection;
    private final String target;
    private final TargetLock lock;
    private final Runnable onceLocked;
    private final TaskDesk desk;
    private final MessageCodec codec = new MessageCodec("db-agent");
    private final Thread thread = Thread.ofPlatform().name("task-feed").unstarted(this::run);
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;
    private volatile boolean assigned;

    /** @param onceLocked run once, when the lock is held for the first time and before the first task is read */
    public KafkaTaskFeed(Properties connection, String target, TargetLock lock, Runnable onceLocked, TaskDesk desk) {
        this.connection = connection;
        this.target = target;
        this.lock = lock;
        this.onceLocked = onceLocked;
        this.desk = desk;
    }

    public void start() {
        thread.start();
    }

    /** The target is this agent's, and Kafka has given it the tasks. */
    public boolean isAssigned() {
        return assigned;
    }

    @Override
    public void close() {
        stop.countDown();
        KafkaConsumer<byte[], byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        } else {
            thread.interrupt();
        }
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            lock.acquire();
            onceLocked.run();
            do {
                lock.acquire();
                read();
            } while (!stop.await(AFTER_A_FAULT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("The task feed ends");
        } catch (RuntimeException e) {
            LOG.error("The task feed cannot go on; the agent must be started again", e);
        }
    }

    /** Until it is to stop, the lock is lost, or something is wrong with Kafka. */
    private void read() throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                KafkaProducer<byte[], byte[]> deadLetters = deadLetters()) {
            reading = consumer;
            consumer.subscribe(List.of(Topics.tasks(target)), new Assignment());
            for (int polls = 0; stop.getCount() > 0; polls++) {
                if (polls % POLLS_BETWEEN_LOOKS == 0 && !lock.isHeld()) {
                    LOG.warn("The lock of the target is lost");
                    return;
                }
                var records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    take(record, deadLetters);
                }
                if (!records.isEmpty()) {
                    consumer.commitSync();
                }
            }
        } catch (WakeupException e) {
            LOG.debug("The task feed is asked to stop");
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.warn("The task feed begins again at the last committed task: {}", e.toString());
        } finally {
            reading = null;
            assigned = false;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, KafkaProducer<byte[], byte[]> deadLetters)
            throws InterruptedException, ExecutionException, TimeoutException {
        switch (codec.decode(record.topic(), record.headers(), record.value(), Task.class)) {
            case Decoded.Unreadable<Message<Task>>(String reason) -> bury(record, reason, deadLetters);
            case Decoded.Value<Message<Task>>(Message<Task> message) -> {
                String whose = targetOf(message.data());
                if (whose.equals(target)) {
                    desk.take(message);
                } else {
                    bury(record, "the task is for the target '" + whose + "'", deadLetters);
                }
            }
        }
    }

    private static String targetOf(Task task) {
        return switch (task) {
            case Task.RunStep run -> run.target();
            case Task.CancelStep cancel -> cancel.target();
        };
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
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "db-agent-" + target);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "db-agent-" + target);
        // Whoever holds the lock is the one member: after a crash it gets its tasks at once.
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "db-agent-" + target);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_500);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private KafkaProducer<byte[], byte[]> deadLetters() {
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "db-agent-" + target + "-dead-letters");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private final class Assignment implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.info("Reading the tasks of {}", target);
            assigned = !partitions.isEmpty();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            assigned = false;
        }
    }
}
