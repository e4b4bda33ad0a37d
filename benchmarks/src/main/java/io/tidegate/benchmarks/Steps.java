package io.tidegate.benchmarks;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.Kinds;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.program.Programs;
import io.tidegate.dbagent.step.StepKinds;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import io.tidegate.local.postgres.PostgresCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** An agent's step kinds beside a database of a benchmark, run one after another as in a window. */
final class Steps {
    private static final String WINDOW = "benchmark";

    private final StepKinds kinds;

    Steps(
            PostgresCluster cluster,
            String database,
            String role,
            Path home,
            Map<String, AgentConfig.MigrationSet> sets) {
        var config = new AgentConfig(
                "benchmark",
                new AgentConfig.Postgres(
                        cluster.host(),
                        cluster.port(),
                        database,
                        PostgresCluster.ADMIN,
                        cluster.passwordFile(),
                        role,
                        "postgres"),
                home,
                cluster.binDirectory(),
                sets,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                new AgentConfig.Backups(Duration.ofDays(30), 3));
        kinds = Kinds.of(config, new Programs(home.resolve("programs")), Clock.systemUTC());
    }

    /** How long a step took, and its evidence. */
    record Done(Duration took, StepResult result) {}

    /** @throws IllegalStateException when it fails */
    Done run(Work work) throws Exception {
        var request = new StepRequest(
                WINDOW, "benchmark", "step", 1, Instant.now().plus(Duration.ofHours(2)), work, false, null);
        long begun = System.nanoTime();
        StepResult result = kinds.of(work).run(request, (percent, what) -> {});
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        if (result instanceof StepResult.Failed(String code, String reason, var evidence)) {
            throw new IllegalStateException(work.getClass().getSimpleName() + ": " + code + ": " + reason);
        }
        return new Done(took, result);
    }
}
