package io.tidegate.dbagent.running;

import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.kafka.Decoded;
import io.tidegate.contracts.kafka.MessageCodec;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.task.Task;
import io.tidegate.dbagent.task.KafkaTopics;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A target, its agent's configuration, and the orchestrator's side of the topics. */
final class AgentBench implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Kafka kafka;
    private final @Nullable Postgres postgres;
    private final Path directory;
    private final String target;
    private final String window = "w-" + UUID.randomUUID();
    private final MessageCodec codec = new MessageCodec("orchestrator");
    private final KafkaProducer<String, byte[]> producer;

    AgentBench(Kafka kafka, Postgres postgres, Path directory) throws IOException, InterruptedException {
        this(kafka, postgres, directory, "t" + UUID.randomUUID().toString().substring(0, 8));
        postgres.createDatabase(target);
        Files.writeString(directory.resolve("password"), postgres.adminPassword());
        Files.writeString(directory.resolve("one.sql"), "SELECT 1");
        configure(
                """
                postgres-bin: "%s"
                database: { host: %s, port: %d, name: %s, admin-user: %s, password-file: password, application-role: pg_monitor }
                queries: { one: { file: one.sql } }
                metrics: { ones: { driver: sql, query: one, unit: count } }
                """.formatted(postgres.binDirectory(), postgres.host(), postgres.port(), target, postgres.adminUser()));
    }

    /** @param database what the agent's configuration says of it */
    static AgentBench of(Kafka kafka, Path directory, String database) throws IOException, InterruptedException {
        var bench = new AgentBench(
                kafka, null, directory, "t" + UUID.randomUUID().toString().substring(0, 8));
        bench.configure(database);
        return bench;
    }

    private AgentBench(Kafka kafka, @Nullable Postgres postgres, Path directory, String target)
            throws InterruptedException {
        this.kafka = kafka;
        this.postgres = postgres;
        this.directory = directory;
        this.target = target;
        Properties connection = new Properties();
        connection.put("bootstrap.servers", kafka.bootstrapServers());
        if (!KafkaTopics.ensure(connection, target)) {
            throw new IllegalStateException("no topics");
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private void configure(String database) throws IOException {
        Files.createDirectories(directory.resolve("sql"));
        Files.writeString(directory.resolve("agent.yaml"), """
                target: %s
                home: home
                %s
                migrations: { set: { directory: sql } }
                hooks:
                  note: { command: [/bin/sh, -c, "echo done >> '%s'"], limit: 20s }
                  once-long-note: { command: [/bin/sh, -c, "mkdir '%s' && echo $$ > '%s' && sleep 300; echo done >> '%s'"], limit: 10m }
                  slow-note: { command: [/bin/sh, -c, "sleep 2; echo done >> '%s'"], limit: 20s }
                """.formatted(
                        target, database.strip(), notes(), begun(), begun().resolve("process"), notes(), notes()));
    }

    String target() {
        return target;
    }

    Map<String, String> settings() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "TIDEGATE_AGENT_CONFIG",
                directory.resolve("agent.yaml").toString());
    }

    /** The agent as a process of its own, to be killed. */
    Process agent() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "tidegate-db-agent.jar").toAbsolutePath().toString());
        builder.environment().putAll(settings());
        builder.environment().put("MICRONAUT_SERVER_PORT", "-1");
        builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "killed-agent.log").toFile()));
        return builder.start();
    }

    /** What the hooks have written. */
    Path notes() {
        return directory.resolve("notes");
    }

    /** There once {@code once-long-note} has run for the first time, which takes for ever; its process is in it. */
    Path begun() {
        return directory.resolve("begun");
    }

    /** What the agent keeps of the window. */
    Path record(String name) {
        return directory.resolve("home").resolve("windows").resolve(window).resolve(name);
    }

    void migration(String sql) throws IOException {
        migration("V1__test.sql", sql);
    }

    void migration(String file, String sql) throws IOException {
        Files.writeString(directory.resolve("sql").resolve(file), sql);
    }

    void hand(String step, int attempt, Work work) {
        hand(step, attempt, work, Instant.now().plus(Duration.ofMinutes(2)));
    }

    void hand(String step, int attempt, Work work, Instant deadline) {
        send(
                window + "/" + step + "/" + attempt,
                new Task.RunStep("plan", target, step, attempt, deadline, work, null));
    }

    void cancel(String step, int attempt) {
        send(
                window + "/" + step + "/" + attempt + "/cancel",
                new Task.CancelStep(target, step, attempt, "a person says so"));
    }

    private void send(String id, Task task) {
        publish(codec.encode(
                Topics.tasks(target),
                task.step(),
                new Message<>(id, window, Instant.now(), Actor.orchestrator(), task)));
    }

    void publish(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Reports about the window's steps so far, beats not among them. */
    List<Message<Report>> reports() {
        return all(Topics.REPORTS).stream()
                .map(record -> codec.decode(record.topic(), record.headers(), record.value(), Report.class))
                .filter(Decoded.Value.class::isInstance)
                .map(decoded -> ((Decoded.Value<Message<Report>>) decoded).value())
                .filter(report -> report.window().equals(window))
                .toList();
    }

    /** {@code succeeded}, or the code of the failure, of each end that was told, told again included. */
    List<String> ends(String step) {
        List<String> ends = new ArrayList<>();
        for (Message<Report> report : reports()) {
            switch (report.data()) {
                case Report.StepSucceeded succeeded when succeeded.step().equals(step) -> ends.add("succeeded");
                case Report.StepFailed failed when failed.step().equals(step) -> ends.add(failed.code());
                case Report other -> {}
            }
        }
        return ends;
    }

    void awaitEnd(String step, String how) {
        await().atMost(PATIENCE).until(() -> ends(step).contains(how));
    }

    void awaitStarted(String step) {
        await().atMost(PATIENCE).until(() -> reports().stream()
                .anyMatch(report -> report.data() instanceof Report.StepStarted started
                        && started.step().equals(step)));
    }

    List<ConsumerRecord<String, byte[]>> all(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** The first column of the first row, on the target. */
    String ask(String sql) {
        Postgres server = Objects.requireNonNull(postgres);
        try (Connection connection = DriverManager.getConnection(
                        server.jdbcUrl(target), server.adminUser(), server.adminPassword());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sessions of the agent that are at work on the target's server. */
    String sessionsAtWork() {
        return ask("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'tidegate-db-agent/" + target + "'");
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
