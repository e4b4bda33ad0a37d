package io.tidegate.scenarios.rig;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.kafka.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** How far the topics are, and how far their readers. */
final class Positions implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** Whoever reads a topic commits an offset when the record before it is done with. */
    private static final Map<String, List<String>> READERS = Map.of(
            "orchestrator", List.of(Topics.COMMANDS, Topics.REPORTS),
            "notifier", List.of(Topics.EVENTS),
            "slack-bot", List.of(Topics.EVENTS));

    private final Admin admin;
    private final Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    private final Map<String, ListConsumerGroupOffsetsSpec> groups = new HashMap<>();

    /** The services' topics are there; those of the targets' tasks are made. */
    Positions(String bootstrapServers, List<String> targets) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        for (String target : targets) {
            make(tasks(target).topic());
            latest.put(tasks(target), OffsetSpec.latest());
        }
        READERS.forEach(this::reads);
    }

    static TopicPartition tasks(String target) {
        return new TopicPartition(Topics.tasks(target), 0);
    }

    /** Somebody besides the services reads with them. */
    void reads(String group, List<String> topics) {
        List<TopicPartition> partitions = partitions(admin, topics);
        latest.putAll(latest(partitions));
        groups.put(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions));
    }

    /** Whatever an earlier scenario has left unread is not for the services that start now. */
    static void skipWhatIsLeft(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> topics = get(admin.listTopics().names());
            for (var reader : READERS.entrySet()) {
                if (topics.containsAll(reader.getValue())) {
                    awaitNobodyIn(admin, reader.getKey());
                    var ends = ends(admin, latest(partitions(admin, reader.getValue())));
                    get(admin.alterConsumerGroupOffsets(reader.getKey(), offsets(ends))
                            .all());
                }
            }
        }
    }

    /** Kafka keeps the place of a reader that was cut off for as long as its session lasts. */
    private static void awaitNobodyIn(Admin admin, String group) {
        await().atMost(PATIENCE).pollInterval(LOOK_AGAIN).untilAsserted(() -> assertThat(
                        get(admin.describeConsumerGroups(List.of(group)).all()).values())
                .as("who is still in the group, and how it stands")
                .allMatch(found -> found.members().isEmpty()));
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().collect(toMap(Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue())));
    }

    private static Map<TopicPartition, OffsetSpec> latest(List<TopicPartition> partitions) {
        return partitions.stream().collect(toMap(partition -> partition, partition -> OffsetSpec.latest()));
    }

    private void make(String topic) {
        try {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static List<TopicPartition> partitions(Admin admin, List<String> topics) {
        return get(admin.describeTopics(topics).allTopicNames()).values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    Map<TopicPartition, Long> ends() {
        return ends(admin, latest);
    }

    private static Map<TopicPartition, Long> ends(Admin admin, Map<TopicPartition, OffsetSpec> latest) {
        return get(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** A reader that has not read all of that; empty when every one has. */
    Optional<String> behind(Map<TopicPartition, Long> ends) {
        var committed = get(admin.listConsumerGroupOffsets(groups).all());
        for (var group : groups.entrySet()) {
            var offsets = committed.get(group.getKey());
            for (TopicPartition partition : group.getValue().topicPartitions()) {
                var offset = offsets == null ? null : offsets.get(partition);
                long read = offset == null ? 0 : offset.offset();
                if (read < ends.getOrDefault(partition, 0L)) {
                    return Optional.of(group.getKey() + " is at " + read + " of " + partition);
                }
            }
        }
        return Optional.empty();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not say how far its readers are", e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }

    @Override
    public void close() {
        admin.close();
    }
}
