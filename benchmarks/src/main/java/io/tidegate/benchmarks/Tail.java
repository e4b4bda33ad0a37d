package io.tidegate.benchmarks;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Hands on what is written to topics from now on. */
final class Tail implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Thread thread;

    Tail(String kafka, Collection<String> topics, Consumer<ConsumerRecord<String, byte[]>> each) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka), new StringDeserializer(), new ByteArrayDeserializer());
        thread = Thread.ofPlatform().name("tail").start(() -> {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> partitions(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            ready.countDown();
            try {
                while (true) {
                    consumer.poll(Duration.ofSeconds(1)).forEach(each);
                }
            } catch (WakeupException e) {
                consumer.close();
            }
        });
    }

    /** Whoever writes to a topic first makes it. */
    private List<PartitionInfo> partitions(String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        while (partitions.isEmpty()) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            partitions = consumer.partitionsFor(topic);
        }
        return partitions;
    }

    void awaitReady() throws InterruptedException {
        ready.await();
    }

    @Override
    public void close() {
        consumer.wakeup();
    }
}
