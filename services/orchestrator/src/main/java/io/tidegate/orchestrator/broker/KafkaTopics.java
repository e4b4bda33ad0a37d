package io.tidegate.orchestrator.broker;

import io.tidegate.contracts.kafka.Topics;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes topics that are not there yet. */
@Singleton
public final class KafkaTopics {
    /** Of topics that are keyed by window; an agent reads its tasks in one order. */
    private static final int PARTITIONS = 6;

    private final KafkaClients clients;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    KafkaTopics(KafkaClients clients) {
        this.clients = clients;
    }

    /** @throws KafkaException when the broker does not answer or refuses */
    public void ensure(Collection<String> names) throws InterruptedException {
        List<String> missing =
                names.stream().filter(name -> !known.contains(name)).toList();
        if (missing.isEmpty()) {
            return;
        }
        try (Admin admin = clients.admin()) {
            var results =
                    admin.createTopics(missing.stream().map(KafkaTopics::topic).toList());
            for (KafkaFuture<Void> result : results.values().values()) {
                await(result);
            }
        }
        known.addAll(missing);
    }

    private static void await(KafkaFuture<Void> result) throws InterruptedException {
        try {
            result.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("a topic cannot be made: " + e.getCause(), e.getCause());
            }
        }
    }

    private static NewTopic topic(String name) {
        boolean isTasks = name.startsWith("tidegate.tasks.") && !name.endsWith(".dlt");
        Duration retention = name.endsWith(".dlt") ? Duration.ofDays(30) : Duration.ofDays(7);
        String retentionMs = name.equals(Topics.EVENTS) ? "-1" : Long.toString(retention.toMillis());
        return new NewTopic(name, Optional.of(isTasks ? 1 : PARTITIONS), Optional.empty())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, retentionMs));
    }
}
