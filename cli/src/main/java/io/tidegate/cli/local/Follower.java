package io.tidegate.cli.local;

import io.tidegate.contracts.kafka.Decoded;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.Evolve;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Follows the one window of a stack on the events topic, as an auditor could. */
final class Follower implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final MessageCodec codec = new MessageCodec("cli");
    private final KafkaConsumer<String, byte[]> consumer;
    private final BiConsumer<LoggedEvent, Window> told;
    private WindowState state = WindowState.none();
    private long sequence;
    private String window = "";

    /** @param told of every event and the state after it, in order */
    Follower(String kafka, BiConsumer<LoggedEvent, Window> told) {
        this.told = told;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "enable.metrics.push", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.EVENTS).stream()
                .map(partition -> new TopicPartition(Topics.EVENTS, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The window's id; empty before its first event. */
    String window() {
        return window;
    }

    /**
     * Reads on until the window is as wanted.
     *
     * @return the window then; nothing when the time was up first
     */
    Optional<Window> await(Predicate<Window> wanted, Duration limit) {
        Instant until = Instant.now().plus(limit);
        while (Instant.now().isBefore(until)) {
            if (state instanceof Window now && wanted.test(now)) {
                return Optional.of(now);
            }
            consumer.poll(POLL).forEach(record -> take(codec.decodeEvent(record.value())));
        }
        return Optional.empty();
    }

    private void take(Decoded<LoggedEvent> decoded) {
        switch (decoded) {
            case Decoded.Value<LoggedEvent>(LoggedEvent event) -> take(event);
            case Decoded.Unreadable<LoggedEvent>(String reason) ->
                throw new IllegalStateException("an unreadable event: " + reason);
        }
    }

    private void take(LoggedEvent event) {
        if (event.sequence() != sequence + 1) {
            return;
        }
        sequence = event.sequence();
        window = event.window();
        state = Evolve.evolve(state, event);
        if (state instanceof Window now) {
            told.accept(event, now);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
