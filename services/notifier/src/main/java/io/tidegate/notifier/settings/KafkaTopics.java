package io.tidegate.notifier.settings;

import io.tidegate.contracts.kafka.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics that the notifier needs and that are not there; leaves those that are as they are. */
public final class KafkaTopics {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
    private static final int PARTITIONS = 6;
    private static final int TIMEOUT = 5_000;

    private KafkaTopics() {}

    /** False while Kafka cannot be reached. */
    public static boolean ensure(Properties connection) {
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT);
        try (Admin admin = Admin.create(settings)) {
            for (NewTopic topic : List.of(
                    topic(Topics.EVENTS, null),
                    topic(Topics.REPORTS, Duration.ofDays(7)),
                    topic(Topics.deadLetters(Topics.EVENTS), Duration.ofDays(30)))) {
                create(admin, topic);
            }
            return true;
        } catch (ExecutionException | KafkaException e) {
            LOG.warn("The topics cannot be ensured yet: {}", String.valueOf(e.getCause() == null ? e : e.getCause()));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void create(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
            LOG.info("Created topic {}", topic.name());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static NewTopic topic(String name, @Nullable Duration retention) {
        long millis = retention == null ? -1 : retention.toMillis();
        return new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(millis)));
    }
}
