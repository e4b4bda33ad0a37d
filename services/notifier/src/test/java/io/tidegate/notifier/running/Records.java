package io.tidegate.notifier.running;

import io.tidegate.contracts.Message;
import io.tidegate.contracts.kafka.Decoded;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Window;
import io.tidegate.notifier.settings.KafkaTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics from the other side: events are written, reports are read. */
final class Records implements AutoCloseable {
    private final MessageCodec codec = new MessageCodec("test");
    private final KafkaProducer<String, byte[]> producer;
    private final String servers;

    Records(String servers) {
        this.servers = servers;
        Properties connection = new Properties();
        connection.put("bootstrap.servers", servers);
        if (!KafkaTopics.ensure(connection)) {
            throw new IllegalStateException("no topics at " + servers);
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all"), new StringSerializer(), new ByteArraySerializer());
    }

    void publish(List<LoggedEvent> events) {
        events.forEach(this::publish);
    }

    void publish(LoggedEvent event) {
        publish(codec.encode(event));
    }

    void publish(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not published", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What the notifier has reported of that window so far, in order. */
    List<Message<Report>> reports(String window) {
        List<Message<Report>> reports = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : all(Topics.REPORTS)) {
            if (codec.decode(record.topic(), record.headers(), record.value(), Report.class)
                            instanceof Decoded.Value<Message<Report>>(Message<Report> report)
                    && report.window().equals(window)
                    && window.equals(record.key())) {
                reports.add(report);
            }
        }
        return reports;
    }

    /**
     * {@code announce/users/email sent=3 failed=0 uncertain=0}, {@code moved#2/users/email …} and
     * {@code person/1/email sent=2 failed=0}, in order.
     */
    List<String> told(String window) {
        return reports(window).stream().map(Message::data).map(Records::told).toList();
    }

    private static String told(Report report) {
        return switch (report) {
            case Report.NoticeDelivered told ->
                told.notice() + (told.round() == 1 ? "" : "#" + told.round()) + "/"
                        + Window.deliveryKey(told.audience(), told.medium()) + " sent=" + told.sent() + " failed="
                        + told.failed() + " uncertain=" + told.uncertain();
            case Report.EscalationDelivered told ->
                told.question() + "/" + told.level() + "/"
                        + told.channel().name().toLowerCase(java.util.Locale.ROOT) + " sent=" + told.sent()
                        + " failed=" + told.failed();
            case Report other -> throw new AssertionError("the notifier does not say " + other);
        };
    }

    /** Everything on a topic so far. */
    List<ConsumerRecord<String, byte[]>> all(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
