package io.tidegate.orchestrator.relay;

import io.tidegate.orchestrator.broker.KafkaClients;
import io.tidegate.orchestrator.broker.KafkaTopics;
import io.tidegate.orchestrator.store.Outbox;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records so that a window's are on Kafka in their order, whatever fails: a window's next record is sent only
 * when the one before it is acknowledged. Windows do not wait for each other.
 */
@Singleton
class Publisher {

    /**
     * @param acknowledged ids of rows that Kafka has
     * @param failure why the others are not there, if there are others
     */
    record Result(List<Long> acknowledged, @Nullable KafkaException failure) {}

    private final KafkaClients clients;
    private final KafkaTopics topics;

    Publisher(KafkaClients clients, KafkaTopics topics) {
        this.clients = clients;
        this.topics = topics;
    }

    Result publish(List<Outbox.Row> rows) {
        List<Long> acknowledged = new ArrayList<>();
        try {
            Set<String> names = rows.stream().map(row -> row.record().topic()).collect(Collectors.toSet());
            topics.ensure(new LinkedHashSet<>(names));
            Collection<Deque<Outbox.Row>> windows = byWindow(rows);
            while (!windows.isEmpty()) {
                publishHeads(windows, acknowledged);
                windows.removeIf(Deque::isEmpty);
            }
            return new Result(acknowledged, null);
        } catch (KafkaException e) {
            return new Result(acknowledged, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(acknowledged, new InterruptException(e));
        }
    }

    private static Collection<Deque<Outbox.Row>> byWindow(List<Outbox.Row> rows) {
        Map<String, Deque<Outbox.Row>> windows = new LinkedHashMap<>();
        rows.forEach(row -> windows.computeIfAbsent(row.window(), window -> new ArrayDeque<>())
                .add(row));
        return new ArrayList<>(windows.values());
    }

    /** Every window's first record at a time; all are waited for, so that none is in doubt when one has failed. */
    private void publishHeads(Collection<Deque<Outbox.Row>> windows, List<Long> acknowledged)
            throws InterruptedException {
        Map<Long, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        for (Deque<Outbox.Row> window : windows) {
            Outbox.Row row = window.removeFirst();
            sent.put(row.id(), clients.producer().send(bytes(row.record())));
        }
        KafkaException failure = null;
        for (Map.Entry<Long, Future<RecordMetadata>> record : sent.entrySet()) {
            try {
                record.getValue().get();
                acknowledged.add(record.getKey());
            } catch (ExecutionException e) {
                failure = new KafkaException("not published: " + e.getCause(), e.getCause());
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static ProducerRecord<byte[], byte[]> bytes(ProducerRecord<String, byte[]> record) {
        return new ProducerRecord<>(
                record.topic(), null, record.key().getBytes(StandardCharsets.UTF_8), record.value(), record.headers());
    }
}
