package io.tidegate.benchmarks;

import io.tidegate.local.postgres.PostgresCluster;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the tools below take on their own, one after another: nothing that uses them can be faster. */
record Floor(Latency commit, Latency roundTrip) {
    private static final String TOPIC = "tidegate.benchmark.raw";
    private static final int WARM_UP = 300;
    private static final int COUNT = 1_000;

    /** Of the servers that an orchestrator uses. */
    static Floor of(LoneOrchestrator orchestrator) throws Exception {
        var floor = new Floor(new Latency("one commit of PostgreSQL"), new Latency("one Kafka round trip"));
        commits(orchestrator.cluster(), LoneOrchestrator.DATABASE, WARM_UP, new Latency("warm-up"));
        commits(orchestrator.cluster(), LoneOrchestrator.DATABASE, COUNT, floor.commit);
        roundTrips(orchestrator.kafka(), WARM_UP, new Latency("warm-up"));
        roundTrips(orchestrator.kafka(), COUNT, floor.roundTrip);
        return floor;
    }

    /** One after the other. */
    double medianMillis() {
        return commit.medianMillis() + roundTrip.medianMillis();
    }

    @Override
    public String toString() {
        return commit + System.lineSeparator() + roundTrip;
    }

    /** From handing a record to the producer until a consumer has it, every in-sync replica having it too. */
    static void roundTrips(String kafka, int count, Latency latency) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            if (!admin.listTopics().names().get().contains(TOPIC)) {
                admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                        .all()
                        .get();
            }
        }
        var waiting = new ConcurrentHashMap<String, CountDownLatch>();
        try (var tail = new Tail(kafka, List.of(TOPIC), record -> {
                    CountDownLatch latch = waiting.remove(new String(record.value(), StandardCharsets.UTF_8));
                    if (latch != null) {
                        latch.countDown();
                    }
                });
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka, "acks", "all"),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            tail.awaitReady();
            for (int n = 0; n < count; n++) {
                String value = "raw-" + n;
                var arrived = new CountDownLatch(1);
                waiting.put(value, arrived);
                long begun = System.nanoTime();
                producer.send(new ProducerRecord<>(TOPIC, value, value.getBytes(StandardCharsets.UTF_8)));
                arrived.await();
                latency.add(System.nanoTime() - begun);
            }
        }
    }

    /** One row of 600 bytes, inserted and committed: on disk when it returns. */
    static void commits(PostgresCluster cluster, String database, int count, Latency latency) throws SQLException {
        try (Connection connection = cluster.connect(database);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS public.floor (id bigint PRIMARY KEY, body text NOT NULL)");
            statement.execute("TRUNCATE public.floor");
            try (var insert = connection.prepareStatement("INSERT INTO public.floor VALUES (?, ?)")) {
                for (int n = 0; n < count; n++) {
                    insert.setInt(1, n);
                    insert.setString(2, "x".repeat(600));
                    long begun = System.nanoTime();
                    insert.execute();
                    latency.add(System.nanoTime() - begun);
                }
            }
        }
    }
}
