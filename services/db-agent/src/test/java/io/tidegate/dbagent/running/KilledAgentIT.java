package io.tidegate.dbagent.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.Work;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent that is killed in the middle of a step, and started again. */
@Infrastructure
final class KilledAgentIT {
    private final AgentBench bench;

    KilledAgentIT(Kafka kafka, Postgres postgres, @TempDir Path directory) throws IOException, InterruptedException {
        this.bench = new AgentBench(kafka, postgres, directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Process agent() throws IOException {
        return bench.agent();
    }

    private static void kill(Process process) {
        process.destroyForcibly().onExit().join();
    }

    @Test
    void aMigrationThatWasCutOffIsDoneOnceInTheEnd() throws IOException {
        bench.migration("CREATE TABLE once (id int); SELECT pg_sleep(3); INSERT INTO once VALUES (1);");
        Process first = agent();
        try {
            bench.hand("migrate", 1, new Work.Migrate("flyway", "set"));
            await().atMost(AgentBench.PATIENCE)
                    .until(() -> bench.ask("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
                                    + " AND datname = current_database()")
                            .equals("1"));
        } finally {
            kill(first);
        }
        Process second = agent();
        try {
            bench.awaitEnd("migrate", "succeeded");
        } finally {
            kill(second);
        }

        assertThat(bench.ask("SELECT count(*) FROM once")).isEqualTo("1");
        assertThat(bench.ask("SELECT count(*) FROM flyway_schema_history WHERE type = 'SQL'"))
                .isEqualTo("1");
        assertThat(bench.ends("migrate")).containsOnly("succeeded");
    }

    @Test
    void aProgramThatAKilledAgentHasLeftIsEndedBeforeItsStepIsRunAgain() throws IOException {
        Path process = bench.begun().resolve("process");
        Process first = agent();
        try {
            bench.hand("slow", 1, new Work.Command("once-long-note"));
            await().atMost(AgentBench.PATIENCE).until(() -> Files.exists(process) && Files.size(process) > 0);
        } finally {
            kill(first);
        }
        Process second = agent();
        try {
            bench.awaitEnd("slow", "succeeded");
        } finally {
            kill(second);
        }

        assertThat(Files.readAllLines(bench.notes())).containsExactly("done");
        assertThat(state(Files.readString(process).strip()))
                .as("the first one's process: gone, or ended and not yet fetched by its parent")
                .matches("|Z.*");
    }

    /** As ps(1) has it; empty for a process that is not there. */
    private static String state(String process) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", process).start();
        return new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }

    @Test
    void aWatchGoesOnWithWhatWasMeasuredBefore() throws IOException {
        Path samples = bench.record("watch-1-metrics.jsonl");
        Duration time = Duration.ofSeconds(8);
        Process first = agent();
        try {
            bench.hand("watch", 1, watch(time));
            await().atMost(AgentBench.PATIENCE).until(() -> Files.exists(samples) && lines(samples) > 3);
        } finally {
            kill(first);
        }
        String before = Files.readAllLines(samples).getFirst();
        Process second = agent();
        try {
            bench.awaitEnd("watch", "succeeded");
        } finally {
            kill(second);
        }

        assertThat(Files.readAllLines(samples)).startsWith(before);
        Instant end = at(Files.readAllLines(samples).getLast());
        assertThat(Duration.between(at(before), end)).isBetween(time, time.plus(AgentBench.PATIENCE));
        assertThat(bench.ends("watch")).containsOnly("succeeded");
    }

    private static Work.Thresholds watch(Duration time) {
        return new Work.Thresholds(
                time,
                Duration.ofMillis(100),
                1,
                50,
                false,
                List.of(new Work.Thresholds.Threshold("ones", null, 1.0, null, null, null)));
    }

    private static Instant at(String sample) {
        return Instant.parse(Json.read(sample, ObjectNode.class).path("at").asText());
    }

    private static int lines(Path file) throws IOException {
        return Files.readAllLines(file).size();
    }

    @Test
    void anEndThatWasNotToldIsToldAfterTheRestart() throws IOException {
        Process first = agent();
        try {
            bench.hand("note", 1, new Work.Command("note"));
            await().atMost(AgentBench.PATIENCE).until(() -> Files.exists(bench.notes()));
        } finally {
            kill(first);
        }
        Process second = agent();
        try {
            bench.awaitEnd("note", "succeeded");
        } finally {
            kill(second);
        }
    }

    @Test
    void aWrongConfigurationStopsTheStartWithOneLineAProblem() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "tidegate-db-agent.jar").toAbsolutePath().toString());
        builder.environment().put("TIDEGATE_AGENT_CONFIG", "/no/such/file.yaml");
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(78);
        assertThat(said.strip()).isEqualTo("/no/such/file.yaml: cannot be read: NoSuchFileException");
    }
}
