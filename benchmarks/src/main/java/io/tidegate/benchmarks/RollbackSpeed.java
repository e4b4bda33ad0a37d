package io.tidegate.benchmarks;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.access.Drain;
import io.tidegate.dbagent.access.Reopen;
import io.tidegate.dbagent.backup.Backup;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.PostgresPrograms;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.program.Programs;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import io.tidegate.dbagent.swap.SafetyCopy;
import io.tidegate.dbagent.swap.SwapBack;
import io.tidegate.local.postgres.PostgresCluster;
import io.tidegate.local.process.Directories;
import io.tidegate.local.stack.Example;
import io.tidegate.local.stack.TargetDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rolling back by the safety copy, beside {@code pg_restore} of the same database with two jobs, in the same run.
 *
 * <p>Run: {@code java -cp "benchmarks/target/classes:benchmarks/target/lib/*" io.tidegate.benchmarks.RollbackSpeed
 * [rows]}; 11,000,000 rows are about one gigabyte
 */
public final class RollbackSpeed {
    private static final String WINDOW = "benchmark";
    private static final double MEGABYTE = 1e6;

    private final PostgresCluster cluster;
    private final Path home;
    private final AgentConfig config;

    private static final Example EXAMPLE = Example.named("portion-size");

    private RollbackSpeed(PostgresCluster cluster, Path home) {
        this.cluster = cluster;
        this.home = home;
        this.config = new AgentConfig(
                "benchmark",
                new AgentConfig.Database(
                        cluster.host(),
                        cluster.port(),
                        EXAMPLE.database(),
                        PostgresCluster.ADMIN,
                        cluster.passwordFile(),
                        EXAMPLE.applicationRole(),
                        "postgres"),
                home,
                cluster.binDirectory(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                new AgentConfig.Backups(Duration.ofDays(30), 3));
    }

    public static void main(String[] arguments) throws Exception {
        long rows = arguments.length == 0 ? 11_000_000 : Long.parseLong(arguments[0]);
        Path directory = Directories.temporary("tidegate-benchmark-");
        try (var cluster = PostgresCluster.create(directory.resolve("postgres"))) {
            TargetDatabase.create(cluster, EXAMPLE, "benchmark", rows);
            new RollbackSpeed(cluster, directory.resolve("agent")).run();
        } finally {
            Directories.delete(directory);
        }
        System.exit(0);
    }

    private void run() throws Exception {
        Clock clock = Clock.systemUTC();
        var server = new TargetServer(config);
        var programs = new PostgresPrograms(new Programs(home.resolve("programs")), server, config);
        double megabytes = megabytes();
        Duration drain = time(new Drain(server, home, clock), new Work.Drain(Duration.ZERO));
        Duration backup = time(new Backup(server, programs, config, clock), new Work.Backup(2));
        Duration copy = time(new SafetyCopy(server, home, clock), new Work.SafetyCopy());
        Duration swap = time(new SwapBack(server, home), new Work.SwapBack());
        Duration reopen = time(new Reopen(server, home, clock), new Work.Reopen());
        Duration restore = restore(programs);
        print("database", String.format(Locale.ROOT, "%.0f MB", megabytes));
        print("drain", drain);
        print("backup, two jobs, counted and hashed", backup);
        print("safety copy", copy);
        print("rollback: swap back, with manifest compared", swap);
        print("reopen", reopen);
        print("pg_restore, two jobs, of the same backup", restore);
        print(
                "pg_restore against swap back",
                String.format(Locale.ROOT, "%.0f times", (double) restore.toNanos() / swap.toNanos()));
        print(
                "pg_restore against swap back and reopen",
                String.format(
                        Locale.ROOT,
                        "%.0f times",
                        (double) restore.toNanos() / swap.plus(reopen).toNanos()));
    }

    private static Duration time(StepKind kind, Work work) throws Exception {
        var request = new StepRequest(
                WINDOW, "portion-size", "step", 1, Instant.now().plus(Duration.ofHours(1)), work, false);
        long begun = System.nanoTime();
        StepResult result = kind.run(request, (percent, what) -> {});
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        if (result instanceof StepResult.Failed(String code, String reason, var evidence)) {
            throw new IllegalStateException(code + ": " + reason);
        }
        return took;
    }

    /** What a rollback would be without a safety copy, and nothing but the tool itself. */
    private Duration restore(PostgresPrograms programs) throws Exception {
        cluster.createDatabase("restored");
        long begun = System.nanoTime();
        String fault = programs.run(
                "pg_restore",
                List.of(
                        "--jobs=2",
                        "--exit-on-error",
                        "--dbname=restored",
                        home.resolve("windows").resolve(WINDOW).resolve("dump").toString()),
                Map.of(),
                home.resolve("restore.log"),
                Duration.ofHours(1));
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private double megabytes() throws java.sql.SQLException {
        try (var connection = cluster.connect(EXAMPLE.database());
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_database_size(current_database())")) {
            row.next();
            return row.getLong(1) / MEGABYTE;
        }
    }

    private static void print(String what, Duration took) {
        print(what, String.format(Locale.ROOT, "%.2f s", took.toNanos() / 1e9));
    }

    private static void print(String what, String value) {
        System.out.printf(Locale.ROOT, "%-48s %12s%n", what, value);
    }
}
