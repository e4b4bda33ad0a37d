package io.tidegate.benchmarks;

import io.tidegate.contracts.plan.Work;
import io.tidegate.local.postgres.PostgresCluster;
import io.tidegate.local.process.Directories;
import io.tidegate.local.stack.Example;
import io.tidegate.local.stack.LocalTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Rolling back by the safety copy, beside {@code pg_restore} of the same database with two jobs, in the same run.
 *
 * <p>Run: {@code java -cp "benchmarks/target/classes:benchmarks/target/lib/*" io.tidegate.benchmarks.RollbackSpeed
 * [rows]}; 11,000,000 rows are about one gigabyte
 */
public final class RollbackSpeed {
    private static final Example EXAMPLE = Example.named("portion-size");
    private static final Example.Roles ROLES = (Example.Roles) EXAMPLE.kind();

    private RollbackSpeed() {}

    public static void main(String[] arguments) throws Exception {
        long rows = arguments.length == 0 ? 11_000_000 : Long.parseLong(arguments[0]);
        Path directory = Directories.temporary("tidegate-benchmark-");
        try (var cluster = PostgresCluster.create(directory.resolve("postgres"))) {
            LocalTarget.on(cluster, EXAMPLE, directory.resolve("agent")).create(rows);
            run(cluster, directory);
        } finally {
            Directories.delete(directory);
        }
        System.exit(0);
    }

    private static void run(PostgresCluster cluster, Path directory) throws Exception {
        Path home = directory.resolve("agent");
        var steps = new Steps(cluster, EXAMPLE.database(), ROLES.application(), home, Map.of());
        Duration drain = steps.run(new Work.Drain(Duration.ZERO)).took();
        Duration backup = steps.run(new Work.Backup(2)).took();
        Duration copy = steps.run(new Work.SafetyCopy()).took();
        Duration swap = steps.run(new Work.SwapBack()).took();
        Duration reopen = steps.run(new Work.Reopen()).took();
        // What a rollback would be without a safety copy, and nothing but the tool itself.
        Duration restore = new Shell(cluster, directory)
                .run("createdb restored; pg_restore -j2 --exit-on-error -d restored " + home
                        + "/windows/benchmark/dump; psql -d sppg -Atc 'SELECT pg_database_size(current_database())'");
        print(
                "database, bytes",
                Files.readString(directory.resolve("shell.log")).strip());
        print("drain", drain);
        print("backup, two jobs, counted and hashed", backup);
        print("safety copy", copy);
        print("rollback: swap back, with manifest compared", swap);
        print("reopen", reopen);
        print("createdb and pg_restore, two jobs, of the same backup", restore);
        print("pg_restore against swap back", times(restore, swap));
        print("pg_restore against swap back and reopen", times(restore, swap.plus(reopen)));
    }

    private static String times(Duration one, Duration other) {
        return String.format(Locale.ROOT, "%.0f times", (double) one.toNanos() / other.toNanos());
    }

    private static void print(String what, Duration took) {
        print(what, String.format(Locale.ROOT, "%.2f s", took.toNanos() / 1e9));
    }

    private static void print(String what, String value) {
        System.out.printf(Locale.ROOT, "%-48s %12s%n", what, value);
    }
}
