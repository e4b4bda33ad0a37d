package io.tidegate.dbagent.task;

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
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics of a target that are not there yet. */
public final class KafkaTopics {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
    private static final int BY_WINDOW = 6;
    private static final int TIMEOUT = 5_000;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    private KafkaTopics() {}

    /** False while Kafka cannot be reached. */
    public static boolean ensure(Properties connection, String target) throws InterruptedException {
        Properties settings = new Properties();
        settings.putAll(connection);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT);
        String tasks = Topics.tasks(target);
        try (Admin admin = Admin.create(settings)) {
            // Tasks have one order, so one partition.
            for (NewTopic topic : List.of(
                    topic(tasks, 1, WEEK),
                    topic(Topics.deadLetters(tasks), 1, MONTH),
                    topic(Topics.REPORTS, BY_WINDOW, WEEK))) {
                create(admin, topic);
            }
            return true;
        } catch (ExecutionException e) {
            LOG.warn("The topics cannot be ensured yet: {}", String.valueOf(e.getCause()));
            return false;
        }
    }

    private static void create(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static NewTopic topic(String name, int partitions, Duration retention) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis())));
    }
}
