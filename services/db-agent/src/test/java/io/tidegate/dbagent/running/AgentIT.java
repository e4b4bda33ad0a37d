package io.tidegate.dbagent.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.Message;
import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.report.Report;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a task on Kafka to its report, with what can go wrong between. */
@Infrastructure
final class AgentIT {
    private static final Work NOTE = new Work.Command("note");
    private static final Work MIGRATE = new Work.Migrate("flyway", "set");

    private final Kafka kafka;
    private final AgentBench bench;

    AgentIT(Kafka kafka, Postgres postgres, @TempDir Path directory) throws IOException, InterruptedException {
        this.kafka = kafka;
        this.bench = new AgentBench(kafka, postgres, directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aTaskIsDoneOnceHoweverOftenItIsDeliveredAndItsEndIsToldAgain() throws IOException {
        try (RunningAgent agent = RunningAgent.ready(bench)) {
            bench.hand("note", 1, NOTE);
            bench.hand("note", 1, NOTE);
            bench.awaitEnd("note", "succeeded");
            bench.hand("note", 1, NOTE);
            await().atMost(AgentBench.PATIENCE).until(() -> bench.ends("note").size() >= 2);
            assertThat(agent.isReady()).isTrue();
        }

        assertThat(Files.readAllLines(bench.notes())).containsExactly("done");
        assertThat(bench.reports().stream()
                        .filter(report -> report.data() instanceof Report.StepSucceeded)
                        .map(Message::id))
                .hasSizeGreaterThan(1)
                .allMatch(id -> id.endsWith("/note/1/succeeded"));
    }

    @Test
    void aCancelledStepEndsAndNothingOfItIsAtWorkAnyMore() throws IOException {
        bench.migration("CREATE TABLE never (id int); SELECT pg_sleep(600);");
        try (RunningAgent agent = RunningAgent.ready(bench)) {
            bench.hand("migrate", 1, MIGRATE);
            await().atMost(AgentBench.PATIENCE)
                    .until(() -> bench.ask("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
                                    + " AND datname = current_database()")
                            .equals("1"));

            bench.cancel("migrate", 1);

            bench.awaitEnd("migrate", "cancelled");
            assertThat(bench.sessionsAtWork()).isEqualTo("0");
            bench.hand("note", 1, NOTE);
            bench.awaitEnd("note", "succeeded");
            assertThat(agent.isReady()).isTrue();
        }
        assertThat(bench.ask("SELECT to_regclass('never')")).isNull();
    }

    @Test
    void aStepThatWaitsItsTurnCanBeCancelled() throws IOException {
        try (RunningAgent agent = RunningAgent.ready(bench)) {
            bench.hand("slow", 1, new Work.Command("slow-note"));
            bench.hand("note", 1, NOTE);
            bench.cancel("note", 1);

            bench.awaitEnd("note", "cancelled");
            bench.awaitEnd("slow", "succeeded");
            assertThat(agent.isReady()).isTrue();
        }
        assertThat(Files.readAllLines(bench.notes())).containsExactly("done");
    }

    @Test
    void aStepWhoseTimeIsOverIsEnded() throws IOException {
        bench.migration("SELECT pg_sleep(600);");
        try (RunningAgent agent = RunningAgent.ready(bench)) {
            bench.hand("migrate", 1, MIGRATE, Instant.now().plusSeconds(3));

            bench.awaitEnd("migrate", "timed-out");
            assertThat(bench.sessionsAtWork()).isEqualTo("0");

            bench.hand("late", 1, NOTE, Instant.now().minusSeconds(1));
            bench.awaitEnd("late", "timed-out");
            assertThat(agent.isReady()).isTrue();
        }
        assertThat(bench.notes()).doesNotExist();
    }

    @Test
    void aStaleAttemptIsNotRun() {
        try (RunningAgent agent = RunningAgent.ready(bench)) {
            bench.hand("note", 2, NOTE);
            bench.awaitEnd("note", "succeeded");

            bench.hand("note", 1, NOTE);

            bench.awaitEnd("note", "superseded");
            assertThat(agent.isReady()).isTrue();
        }
        assertThat(bench.notes()).hasContent("done");
    }

    @Test
    void aNewerAttemptTakesTheRunningOnesPlace() throws IOException {
        bench.migration("SELECT pg_sleep(600);");
        try (RunningAgent agent = RunningAgent.ready(bench)) {
            bench.hand("migrate", 1, MIGRATE);
            bench.awaitStarted("migrate");
            bench.hand("migrate", 2, NOTE);

            bench.awaitEnd("migrate", "cancelled");
            bench.awaitEnd("migrate", "succeeded");
            assertThat(agent.isReady()).isTrue();
        }
    }

    @Test
    void aPoisonRecordGoesToTheDeadLettersAndTheNextTaskIsDone() {
        String topic = Topics.tasks(bench.target());
        try (RunningAgent agent = RunningAgent.ready(bench)) {
            bench.publish(new ProducerRecord<>(topic, "note", "no task".getBytes(StandardCharsets.UTF_8)));
            bench.hand("note", 1, NOTE);

            bench.awaitEnd("note", "succeeded");
            assertThat(agent.isReady()).isTrue();
        }
        assertThat(bench.all(Topics.deadLetters(topic))).singleElement().satisfies(record -> {
            assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("no task");
            assertThat(new String(record.headers().lastHeader("dlt_reason").value(), StandardCharsets.UTF_8))
                    .contains("no CloudEvent");
        });
    }

    @Test
    void aSecondAgentWaitsUntilTheFirstIsGone() {
        RunningAgent first = RunningAgent.ready(bench);
        try (RunningAgent second = RunningAgent.start(bench)) {
            bench.hand("note", 1, NOTE);
            bench.awaitEnd("note", "succeeded");
            assertThat(second.isReady()).isFalse();

            first.close();

            second.awaitReady();
            bench.hand("again", 1, NOTE);
            bench.awaitEnd("again", "succeeded");
        }
        assertThat(bench.ends("note")).containsOnly("succeeded");
    }

    @Test
    void whatEndsWhileKafkaIsAwayIsToldWhenItIsBack() {
        try (RunningAgent agent = RunningAgent.ready(bench)) {
            bench.hand("slow", 1, new Work.Command("slow-note"));
            bench.awaitStarted("slow");
            kafka.stop();
            try {
                await().atMost(AgentBench.PATIENCE).until(() -> Files.exists(bench.notes()));
            } finally {
                kafka.start();
            }
            bench.awaitEnd("slow", "succeeded");
            agent.awaitReady();
        }
        assertThat(bench.notes()).hasContent("done");
    }

    @Test
    void theAgentBeats() {
        try (RunningAgent agent = RunningAgent.ready(bench)) {
            await().atMost(AgentBench.PATIENCE).until(() -> bench.all(Topics.REPORTS).stream()
                    .anyMatch(record -> bench.target().equals(record.key())));
            assertThat(agent.isReady()).isTrue();
        }
        assertThat(List.of(bench.sessionsAtWork())).containsExactly("0");
    }
}
