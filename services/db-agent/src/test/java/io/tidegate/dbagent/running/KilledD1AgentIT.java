package io.tidegate.dbagent.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.plan.Work;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.process.Directories;
import io.tidegate.local.wrangler.LocalWrangler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent beside a D1 database that is killed, or told to stop, between two migrations of the real Wrangler. */
@Infrastructure
final class KilledD1AgentIT {
    private static final Work MIGRATE = new Work.Migrate("wrangler-d1", "set");

    private final Path directory;
    private final Path file;
    private final AgentBench bench;

    KilledD1AgentIT(Kafka kafka, @TempDir Path directory) throws Exception {
        this.directory = directory;
        // The id is its own for every test; its file's name is what Wrangler makes of "kitchen".
        this.bench = AgentBench.of(kafka, directory, """
                d1: { name: kitchen, id: kitchen, wrangler: "%s", local: { persist-to: state } }
                """.formatted(LocalWrangler.program()));
        this.file = createDatabase();
        bench.migration("0001_first.sql", "CREATE TABLE first (id INTEGER);");
        // Long enough to be met while it runs; what it counts does not matter.
        bench.migration("0002_slow.sql", """
                CREATE TABLE slow AS
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000000)
                SELECT count(*) AS numbers FROM n;
                """);
        bench.migration("0003_last.sql", "CREATE TABLE last (id INTEGER);");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** A copy of what the real Wrangler has made once for all tests. */
    private Path createDatabase() throws IOException {
        Path state = directory.resolve("state");
        try (Stream<Path> files = Files.walk(Made.STATE)) {
            for (Path each : files.toList()) {
                Files.copy(each, state.resolve(Made.STATE.relativize(each).toString()));
            }
        }
        try (var files = Files.list(state.resolve("v3/d1/miniflare-D1DatabaseObject"))) {
            return files.filter(each -> each.toString().endsWith(".sqlite"))
                    .filter(each -> !each.endsWith("metadata.sqlite"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static final class Made {
        static final Path STATE = state();

        private static Path state() {
            Path directory = Directories.temporary("tidegate-d1-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Directories.delete(directory)));
            try {
                make(directory);
                return directory.resolve("state");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while Wrangler makes a database", e);
            }
        }

        private static void make(Path directory) throws IOException, InterruptedException {
            Path configuration = Files.writeString(directory.resolve("wrangler.json"), """
                    {"name": "kitchen", "compatibility_date": "2025-01-01", "d1_databases": [
                      {"binding": "DB", "database_name": "kitchen", "database_id": "kitchen"}]}
                    """);
            Process process = new ProcessBuilder(
                            LocalWrangler.program().toString(),
                            "d1",
                            "execute",
                            "DB",
                            "--local",
                            "--persist-to",
                            directory.resolve("state").toString(),
                            "--config",
                            configuration.toString(),
                            "--command",
                            "SELECT 1")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("created.log").toFile())
                    .start();
            process.getOutputStream().close();
            assertThat(process.waitFor())
                    .as(Files.readString(directory.resolve("created.log")))
                    .isZero();
        }
    }

    private List<String> applied() {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT name FROM d1_migrations ORDER BY id")) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        } catch (SQLException e) {
            // The table is not there yet, or just being made.
            return List.of();
        }
    }

    private void awaitTheSecond() {
        await().atMost(AgentBench.PATIENCE).until(() -> applied().contains("0001_first.sql"));
    }

    /** Programs of this test's directory. */
    private long programsAtWork() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(directory.toString()))
                .count();
    }

    @Test
    void whatAKilledAgentHasLeftIsEndedAndWhatIsLeftIsAppliedOnce() throws IOException {
        Process first = bench.agent();
        try {
            bench.hand("migrate", 1, MIGRATE);
            awaitTheSecond();
        } finally {
            first.destroyForcibly().onExit().join();
        }
        assertThat(applied()).containsExactly("0001_first.sql");
        Process second = bench.agent();
        try {
            bench.awaitEnd("migrate", "succeeded");
        } finally {
            second.destroyForcibly().onExit().join();
        }

        assertThat(applied()).containsExactly("0001_first.sql", "0002_slow.sql", "0003_last.sql");
        assertThat(bench.ends("migrate")).containsOnly("succeeded");
    }

    @Test
    void whenACancelledMigrationIsToldNothingOfItIsAtWork() {
        try (var agent = RunningAgent.ready(bench)) {
            assertThat(agent.isReady()).isTrue();
            bench.hand("migrate", 1, MIGRATE);
            awaitTheSecond();
            bench.cancel("migrate", 1);
            bench.awaitEnd("migrate", "cancelled");

            assertThat(programsAtWork()).isZero();
            assertThat(applied()).containsExactly("0001_first.sql");

            bench.hand("migrate", 2, MIGRATE);
            bench.awaitEnd("migrate", "succeeded");
            assertThat(applied()).containsExactly("0001_first.sql", "0002_slow.sql", "0003_last.sql");
        }
    }

    @Test
    void aSecondAgentWaitsUntilTheFirstIsGone() {
        try (var waiting = waitsWhileAnotherIsReady()) {
            waiting.awaitReady();
            bench.hand("note", 1, new Work.Command("note"));
            bench.awaitEnd("note", "succeeded");
        }
    }

    private RunningAgent waitsWhileAnotherIsReady() {
        try (var first = RunningAgent.ready(bench)) {
            RunningAgent second = RunningAgent.start(bench);
            bench.hand("first", 1, new Work.Command("note"));
            bench.awaitEnd("first", "succeeded");
            assertThat(first.isReady()).isTrue();
            assertThat(second.isReady()).isFalse();
            return second;
        }
    }
}
