package io.tidegate.orchestrator.relay;

import io.tidegate.orchestrator.broker.KafkaClients;
import io.tidegate.orchestrator.broker.KafkaTopics;
import io.tidegate.orchestrator.store.Outbox;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes records so that a window's are on a topic in their order, whatever fails. They are sent one behind the other
 * without waiting, by a producer that never gives a record up and goes on to the next: it is idempotent, so that it tries
 * again without changing the order. When that takes too long the producer is thrown away with all that it still has, and
 * what was not acknowledged is sent again by the next one, from the first such record of each window.
 */
@Singleton
class Publisher {
    /** Until then Kafka must have acknowledged all; a broker that restarts is back by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * @param acknowledged ids of rows that Kafka has
     * @param failure why the others are not there, if there are others
     */
    record Result(List<Long> acknowledged, @Nullable KafkaException failure) {}

    private record Sent(Outbox.Row row, Future<RecordMetadata> answer) {}

    private final KafkaClients clients;
    private final KafkaTopics topics;
    private volatile @Nullable Producer<byte[], byte[]> producer;

    Publisher(KafkaClients clients, KafkaTopics topics) {
        this.clients = clients;
        this.topics = topics;
    }

    Result publish(List<Outbox.Row> rows) {
        try {
            Set<String> names = rows.stream().map(row -> row.record().topic()).collect(Collectors.toSet());
            topics.ensure(new LinkedHashSet<>(names));
            return settle(send(rows));
        } catch (KafkaException e) {
            abandon();
            return new Result(List.of(), e);
        } catch (InterruptedException e) {
            abandon();
            Thread.currentThread().interrupt();
            return new Result(List.of(), new InterruptException(e));
        }
    }

    private List<Sent> send(List<Outbox.Row> rows) {
        Producer<byte[], byte[]> to = producer();
        List<Sent> sent = new ArrayList<>();
        Set<String> stopped = new HashSet<>();
        for (Outbox.Row row : rows) {
            if (!stopped.contains(row.window())) {
                Future<RecordMetadata> answer = to.send(bytes(row.record()));
                sent.add(new Sent(row, answer));
                if (answer.state() == Future.State.FAILED) {
                    if (answer.exceptionNow() instanceof RetriableException) {
                        // Kafka does not answer: every other record would wait as long.
                        break;
                    }
                    // It was refused on the spot, for instance for its size: nothing may overtake it.
                    stopped.add(row.window());
                }
            }
        }
        return sent;
    }

    /** What counts as acknowledged of a window ends where its first record does that is not. */
    private Result settle(List<Sent> sent) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        List<Long> acknowledged = new ArrayList<>();
        Set<String> broken = new HashSet<>();
        KafkaException failure = null;
        for (Sent each : sent) {
            try {
                each.answer().get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (!broken.contains(each.row().window())) {
                    acknowledged.add(each.row().id());
                }
            } catch (ExecutionException e) {
                broken.add(each.row().window());
                failure = new KafkaException("not published: " + e.getCause(), e.getCause());
            } catch (TimeoutException e) {
                broken.add(each.row().window());
                failure = new KafkaException("not acknowledged within " + PATIENCE.toSeconds() + " s", e);
            }
        }
        if (failure != null) {
            abandon();
        }
        return new Result(acknowledged, failure);
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            current = clients.lastingProducer();
            producer = current;
        }
        return current;
    }

    /** With it goes whatever it has not sent. */
    private void abandon() {
        Producer<byte[], byte[]> current = producer;
        producer = null;
        if (current != null) {
            current.close(Duration.ZERO);
        }
    }

    private static ProducerRecord<byte[], byte[]> bytes(ProducerRecord<String, byte[]> record) {
        return new ProducerRecord<>(
                record.topic(), null, record.key().getBytes(StandardCharsets.UTF_8), record.value(), record.headers());
    }

    @PreDestroy
    void close() {
        abandon();
    }
}
