package io.tidegate.cli.replay;

import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.log.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The events topic, read as it stands: from the first record to the last one that is there when reading begins. */
final class EventsTopic {
    private static final Duration POLL = Duration.ofMillis(500);

    private final String bootstrap;
    private final Duration patience;

    /** @param patience how long Kafka may be silent before it counts as out of reach */
    EventsTopic(String bootstrap, Duration patience) {
        this.bootstrap = bootstrap;
        this.patience = patience;
    }

    /** @throws UnreachableException when Kafka does not answer, or has no such topic */
    void read(Consumer<LogRecord> each) throws UnreachableException {
        try (var consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Set<TopicPartition> open = new HashSet<>(partitions);
            long heard = System.nanoTime();
            open.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            while (!open.isEmpty()) {
                var records = consumer.poll(POLL);
                for (var record : records) {
                    long end = ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
                    if (record.offset() < end) {
                        each.accept(found(record));
                    }
                }
                heard = records.isEmpty() ? heard : System.nanoTime();
                if (System.nanoTime() - heard > patience.toNanos()) {
                    throw new UnreachableException("Kafka at " + bootstrap + " went silent", null);
                }
                open.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            }
        } catch (org.apache.kafka.common.KafkaException e) {
            throw new UnreachableException("Kafka at " + bootstrap + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) throws UnreachableException {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS, patience).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnreachableException("Kafka at " + bootstrap + " has no topic " + Topics.EVENTS, null);
        }
        return partitions;
    }

    private Properties settings() {
        var settings = new Properties();
        int millis = (int) patience.toMillis();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        return settings;
    }

    private static LogRecord found(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? "" : text(header.value()));
        }
        return new LogRecord(
                record.partition(),
                record.offset(),
                record.key() == null ? null : text(record.key()),
                record.value(),
                headers);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
