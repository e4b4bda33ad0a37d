package io.tidegate.benchmarks;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.WindowCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Commands of people and reports of agents, onto Kafka, without waiting for it. */
final class Sender implements AutoCloseable {
    private final MessageCodec codec = new MessageCodec("benchmark");
    private final KafkaProducer<String, byte[]> producer;

    Sender(String kafka) {
        producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka, "acks", "all", "linger.ms", "0"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void command(String id, String window, Actor person, WindowCommand command) {
        producer.send(codec.encode(Topics.COMMANDS, window, new Message<>(id, window, Instant.now(), person, command)));
    }

    void report(String id, String window, String target, Report report) {
        producer.send(codec.encode(
                Topics.REPORTS, window, new Message<>(id, window, Instant.now(), Actor.agent(target), report)));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
