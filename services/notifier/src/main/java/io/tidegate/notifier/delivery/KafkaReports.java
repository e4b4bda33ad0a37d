package io.tidegate.notifier.delivery;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import java.time.Clock;
import java.time.Duration;
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

/** Reports on Kafka, acknowledged by every replica in sync before they count as told. */
public final class KafkaReports implements Reports, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaReports.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaProducer<String, byte[]> producer;
    private final MessageCodec codec = new MessageCodec("notifier");
    private final Clock clock;

    public KafkaReports(Properties connection, Clock clock) {
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "notifier-reports");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.clock = clock;
    }

    @Override
    public boolean tell(Account account) {
        var message = new Message<>(
                account.messageId(), account.window(), clock.instant(), Actor.notifier(), account.report());
        try {
            producer.send(codec.encode(Topics.REPORTS, account.window(), message))
                    .get(PATIENCE.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
            LOG.info("{}", account);
            return true;
        } catch (ExecutionException | KafkaException | TimeoutException e) {
            LOG.warn(
                    "report={} is not told yet: {}",
                    message.id(),
                    String.valueOf(e.getCause() == null ? e : e.getCause()));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
