package io.tidegate.benchmarks;

import io.tidegate.local.postgres.PostgresCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The commands of a runbook, as a person types them one after another. */
record Shell(PostgresCluster cluster, Path directory) {

    /** Runs a command with the cluster's programs on its path; {@code $DIR} is the benchmark's directory. */
    Duration run(String command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of("bash", "-euo", "pipefail", "-c", command))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("shell.log").toFile());
        builder.environment().put("PATH", cluster.binDirectory() + ":" + System.getenv("PATH"));
        builder.environment().put("PGHOST", cluster.host());
        builder.environment().put("PGPORT", Integer.toString(cluster.port()));
        builder.environment().put("PGUSER", PostgresCluster.ADMIN);
        builder.environment().put("PGPASSWORD", cluster.adminPassword());
        builder.environment().put("DIR", directory.toString());
        long begun = System.nanoTime();
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(
                    command + " ended with " + code + ": " + Files.readString(directory.resolve("shell.log")));
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
