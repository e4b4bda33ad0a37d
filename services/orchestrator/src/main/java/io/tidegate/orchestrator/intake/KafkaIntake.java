package io.tidegate.orchestrator.intake;

import io.micronaut.context.annotation.Context;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.orchestrator.broker.KafkaClients;
import io.tidegate.orchestrator.broker.KafkaTopics;
import io.tidegate.orchestrator.store.Causes;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads commands and reports. A loop of its own and no listener, because a record must neither be skipped nor lost while
 * the database is away, for however long: it is read again until it is taken, and only then does its offset move on.
 */
@Context
public final class KafkaIntake {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaIntake.class);
    private static final String GROUP = "orchestrator";
    private static final List<String> TOPICS = List.of(Topics.COMMANDS, Topics.REPORTS);
    /** As many as one transaction takes. */
    private static final int AT_A_TIME = 200;

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);

    private final KafkaClients clients;
    private final KafkaTopics topics;
    private final Dispatch dispatch;
    private final DeadLetters deadLetters;
    private final Thread thread;
    private volatile boolean open = true;
    private volatile boolean assigned;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    KafkaIntake(KafkaClients clients, KafkaTopics topics, Dispatch dispatch, DeadLetters deadLetters) {
        this.clients = clients;
        this.topics = topics;
        this.dispatch = dispatch;
        this.deadLetters = deadLetters;
        thread = Thread.ofPlatform().daemon().name("intake").start(this::run);
    }

    /** Has the group's coordinator answered with an assignment? */
    public boolean isAssigned() {
        return assigned;
    }

    private void run() {
        Duration backoff = FIRST_BACKOFF;
        while (open) {
            try {
                topics.ensure(allTopics());
                consume();
            } catch (WakeupException | InterruptException | InterruptedException e) {
                LOG.debug("stopped");
                return;
            } catch (KafkaException e) {
                LOG.warn("Kafka does not answer, trying again: {}", Causes.of(e));
                if (!pause(backoff)) {
                    return;
                }
                backoff = longer(backoff);
            }
        }
    }

    private static List<String> allTopics() {
        return Stream.concat(
                        Stream.of(Topics.EVENTS),
                        TOPICS.stream().flatMap(topic -> Stream.of(topic, Topics.deadLetters(topic))))
                .toList();
    }

    private void consume() throws InterruptedException {
        try (Consumer<byte[], byte[]> kafka = clients.consumer(GROUP, AT_A_TIME)) {
            consumer = kafka;
            var offsets = new Offsets(kafka);
            kafka.subscribe(TOPICS, new Assignment(offsets));
            try {
                consume(kafka, offsets);
            } finally {
                offsets.settle();
            }
        } finally {
            assigned = false;
            consumer = null;
        }
    }

    private void consume(Consumer<byte[], byte[]> kafka, Offsets offsets) throws InterruptedException {
        Duration backoff = FIRST_BACKOFF;
        while (open) {
            ConsumerRecords<byte[], byte[]> records = kafka.poll(offsets.until(POLL));
            boolean taken = takeAll(kafka, records);
            offsets.moved(!records.isEmpty());
            if (!taken) {
                Thread.sleep(backoff);
            }
            backoff = taken ? FIRST_BACKOFF : longer(backoff);
        }
    }

    /** False when not all could be taken; those that were not will be polled again. */
    private boolean takeAll(Consumer<byte[], byte[]> kafka, ConsumerRecords<byte[], byte[]> records)
            throws InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(records.count());
        records.forEach(all::add);
        try {
            for (Dispatch.Unreadable unreadable : dispatch.takeAll(all)) {
                deadLetters.put(unreadable.record(), unreadable.reason());
            }
            return true;
        } catch (RuntimeException e) {
            LOG.debug("not taken together: {}", Causes.of(e));
            return takeEach(kafka, records);
        }
    }

    /** One after another, so that one that cannot be taken does not keep others from it. */
    private boolean takeEach(Consumer<byte[], byte[]> kafka, ConsumerRecords<byte[], byte[]> records)
            throws InterruptedException {
        boolean all = true;
        for (TopicPartition partition : records.partitions()) {
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                if (!take(record)) {
                    // From here it is read again.
                    kafka.seek(partition, record.offset());
                    all = false;
                    break;
                }
            }
        }
        return all;
    }

    private boolean take(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            for (Dispatch.Unreadable unreadable : dispatch.takeAll(List.of(record))) {
                deadLetters.put(record, unreadable.reason());
            }
            return true;
        } catch (RuntimeException e) {
            return afterFailure(record, e);
        }
    }

    private boolean afterFailure(ConsumerRecord<byte[], byte[]> record, RuntimeException failure)
            throws InterruptedException {
        if (failure instanceof WakeupException || failure instanceof InterruptException) {
            throw failure;
        }
        if (Causes.isDatabase(failure) || failure instanceof KafkaException) {
            LOG.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("offset", record.offset())
                    .log("not taken, trying again: {}", Causes.of(failure));
            return false;
        }
        LOG.atError()
                .addKeyValue("topic", record.topic())
                .addKeyValue("offset", record.offset())
                .setCause(failure)
                .log("cannot be taken");
        deadLetters.put(record, "it cannot be taken: " + Causes.of(failure));
        return true;
    }

    private static Duration longer(Duration backoff) {
        Duration twice = backoff.multipliedBy(2);
        return twice.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : twice;
    }

    private static boolean pause(Duration length) {
        try {
            Thread.sleep(length);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @PreDestroy
    void stop() {
        open = false;
        Consumer<byte[], byte[]> kafka = consumer;
        if (kafka == null) {
            thread.interrupt();
        } else {
            kafka.wakeup();
        }
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Assignment implements ConsumerRebalanceListener {
        private final Offsets offsets;

        Assignment(Offsets offsets) {
            this.offsets = offsets;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            assigned = true;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            LOG.debug("gives back {}", partitions);
            offsets.settle();
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            assigned = false;
        }
    }
}
