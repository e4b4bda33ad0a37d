package io.tidegate.orchestrator.broker;

import io.micronaut.configuration.kafka.config.KafkaDefaultConfiguration;
import io.tidegate.orchestrator.settings.Instance;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Clients of the broker; whatever {@code kafka.*} sets (addresses, security) holds for all of them. */
@Singleton
public final class KafkaClients {
    private final KafkaDefaultConfiguration configuration;
    private final Instance instance;
    private final Producer<byte[], byte[]> producer;

    KafkaClients(KafkaDefaultConfiguration configuration, Instance instance) {
        this.configuration = configuration;
        this.instance = instance;
        this.producer = makeProducer();
    }

    /** For records whose order does not matter: every acknowledgement means that all in-sync replicas have the record. */
    public Producer<byte[], byte[]> producer() {
        return producer;
    }

    private Producer<byte[], byte[]> makeProducer() {
        return makeProducer(Map.of(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "10000"));
    }

    /**
     * A producer of its own for whoever needs records in their order, to be closed by the caller: it sends a record until
     * Kafka has it, and goes on to no later one of the same partition before.
     */
    public Producer<byte[], byte[]> lastingProducer() {
        return makeProducer(Map.of(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE)));
    }

    private Producer<byte[], byte[]> makeProducer(Map<String, String> own) {
        Properties properties = properties(Map.of(
                ProducerConfig.ACKS_CONFIG, "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true",
                ProducerConfig.LINGER_MS_CONFIG, "0",
                ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000",
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000",
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000"));
        own.forEach(properties::setProperty);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * A consumer that commits when it is told to, and makes no topic by asking for it.
     *
     * @param most records at a time
     */
    public Consumer<byte[], byte[]> consumer(String group, int most) {
        Properties properties = properties(Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(most),
                ConsumerConfig.GROUP_ID_CONFIG, group,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "6000",
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "1500",
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000"));
        instance.lastingName().ifPresent(name -> properties.setProperty(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name));
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    public Admin admin() {
        return Admin.create(properties(Map.of("request.timeout.ms", "5000", "default.api.timeout.ms", "10000")));
    }

    private Properties properties(Map<String, String> own) {
        Properties properties = new Properties();
        configuration
                .getConfig()
                .stringPropertyNames()
                .forEach(name ->
                        properties.setProperty(name, configuration.getConfig().getProperty(name)));
        own.forEach(properties::setProperty);
        return properties;
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
