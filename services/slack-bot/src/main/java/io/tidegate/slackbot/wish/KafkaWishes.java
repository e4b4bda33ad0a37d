package io.tidegate.slackbot.wish;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.window.WindowCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wishes as records on Kafka, acknowledged by every replica in sync before a person is told so. Slack waits three
 * seconds, so every wait here is shorter than that, and the sum of them too.
 */
public final class KafkaWishes implements Wishes, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaWishes.class);
    private static final Duration METADATA = Duration.ofMillis(1_000);
    private static final Duration DELIVERY = Duration.ofMillis(1_500);

    private final KafkaProducer<String, byte[]> producer;
    private final MessageCodec codec = new MessageCodec("slack-bot");

    /** @param connection where Kafka is and how to speak to it */
    public KafkaWishes(Properties connection) {
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "slack-bot-wishes");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, METADATA.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        // A wish after a quiet day must not wait for metadata or a new connection.
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(7).toMillis());
        settings.put(
                ProducerConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG,
                Duration.ofDays(7).toMillis());
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Fetches what the first wish would otherwise wait for. False while Kafka cannot be reached. */
    public boolean warmUp() {
        try {
            codec.encode(
                    Topics.COMMANDS,
                    "warm-up",
                    new Message<>("warm-up", "warm-up", Instant.EPOCH, Actor.orchestrator(), new WindowCommand.Go()));
            return !producer.partitionsFor(Topics.COMMANDS).isEmpty();
        } catch (KafkaException e) {
            LOG.warn("Kafka does not say where {} is yet: {}", Topics.COMMANDS, e.getMessage());
            return false;
        }
    }

    @Override
    public Taking take(Message<WindowCommand> wish) {
        try {
            producer.send(codec.encode(Topics.COMMANDS, wish.window(), wish))
                    .get(DELIVERY.toMillis() + 100, TimeUnit.MILLISECONDS);
            return new Taking.Taken();
        } catch (ExecutionException | KafkaException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            return notTaken(wish, String.valueOf(cause == null ? e.getMessage() : cause.getMessage()));
        } catch (TimeoutException e) {
            return notTaken(wish, "no acknowledgement within " + DELIVERY.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notTaken(wish, "the bot is stopping");
        }
    }

    private static Taking notTaken(Message<WindowCommand> wish, String why) {
        LOG.warn("Wish {} for window {} was not taken: {}", wish.id(), wish.window(), why);
        return new Taking.NotTaken("Kafka cannot be reached");
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
