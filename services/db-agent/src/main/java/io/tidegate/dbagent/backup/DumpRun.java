package io.tidegate.dbagent.backup;

import io.tidegate.dbagent.database.PostgresPrograms;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.step.StepProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** pg_dump at work while the content is read beside it: both see the same snapshot, and each has a core to itself. */
final class DumpRun {
    private static final double MEGABYTE = 1_000_000;

    private final PostgresPrograms programs;
    private final TargetServer server;
    private final Path directory;
    private final Path log;

    DumpRun(PostgresPrograms programs, TargetServer server, Path directory, Path log) {
        this.programs = programs;
        this.server = server;
        this.directory = directory;
        this.log = log;
    }

    sealed interface Done {
        record With(Content content) implements Done {}

        record Failed(String reason) implements Done {}
    }

    /** Reads the content under the dump's snapshot. */
    @FunctionalInterface
    interface Reading {
        Content read() throws SQLException, InterruptedException;
    }

    Done whileRunning(List<String> arguments, Duration limit, Reading reading, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        // The content is read on this thread, which may be interrupted; the dump is ended with it.
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<@Nullable String> dump =
                    executor.submit(() -> programs.run("pg_dump", arguments, Map.of(), log, limit));
            try {
                Content content = reading.read();
                String fault = await(dump, progress);
                return fault == null ? new Done.With(content) : new Done.Failed(fault);
            } catch (SQLException | IOException | InterruptedException | RuntimeException e) {
                dump.cancel(true);
                throw e;
            }
        }
    }

    private @Nullable String await(Future<@Nullable String> dump, StepProgress progress)
            throws IOException, InterruptedException {
        while (true) {
            try {
                return dump.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                progress.doing(null, "dumped %.0f MB".formatted(DumpFiles.bytes(directory) / MEGABYTE));
            } catch (ExecutionException e) {
                throw new IOException("pg_dump could not be run", e.getCause());
            }
        }
    }
}
