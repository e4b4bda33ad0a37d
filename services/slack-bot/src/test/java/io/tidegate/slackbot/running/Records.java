package io.tidegate.slackbot.running;

import io.tidegate.contracts.Message;
import io.tidegate.contracts.kafka.Decoded;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.slackbot.settings.EnsureTopics;
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

/** The topics from the other side: commands are read, events are written. */
final class Records implements AutoCloseable {
    private final MessageCodec codec = new MessageCodec("test");
    private final KafkaProducer<String, byte[]> producer;
    private final String servers;

    Records(String servers) {
        this.servers = servers;
        ensureTopics(servers);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all"), new StringSerializer(), new ByteArraySerializer());
    }

    /** A test may write before the bot has ever run. */
    private static void ensureTopics(String servers) {
        Properties connection = new Properties();
        connection.put("bootstrap.servers", servers);
        try {
            if (!EnsureTopics.in(connection)) {
                throw new IllegalStateException("no topics at " + servers);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    void publish(List<LoggedEvent> events) throws ExecutionException, InterruptedException {
        for (LoggedEvent event : events) {
            publish(codec.encode(event));
        }
    }

    void publish(ProducerRecord<String, byte[]> record) throws ExecutionException, InterruptedException {
        producer.send(record).get();
    }

    /** The wishes for that window so far, in order. */
    List<Message<WindowCommand>> wishes(String window) {
        List<Message<WindowCommand>> wishes = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : all(Topics.COMMANDS)) {
            if (codec.decode(record.topic(), record.headers(), record.value(), WindowCommand.class)
                            instanceof Decoded.Value<Message<WindowCommand>>(Message<WindowCommand> wish)
                    && wish.window().equals(window)
                    && window.equals(record.key())) {
                wishes.add(wish);
            }
        }
        return wishes;
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
