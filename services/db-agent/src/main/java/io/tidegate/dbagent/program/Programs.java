package io.tidegate.dbagent.program;

import io.tidegate.contracts.json.Json;
import io.tidegate.dbagent.record.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs programs. No shell reads their arguments, and of the agent's environment they see only what finds programs and
 * files. Each is noted on disk while it runs, so that an agent that was killed can end at its next start what it left.
 */
public final class Programs {
    private static final Logger LOG = LoggerFactory.getLogger(Programs.class);
    private static final List<String> PASSED_ON = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "USER", "TMPDIR");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path notes;

    /** @param notes a directory of the agent's alone */
    public Programs(Path notes) {
        this.notes = notes;
    }

    /**
     * @param environment on top of what finds programs and files; secrets go here and never among the arguments
     * @param output gets what the program prints; made anew
     */
    public record Run(List<String> command, Map<String, String> environment, Path output, Duration limit) {}

    /** How a program ended. */
    public sealed interface Ended {
        record WithCode(int code) implements Ended {}

        /** It was ended by us, with all that it had started. */
        record OutOfTime() implements Ended {}
    }

    /** Runs to the end. When the thread is interrupted, the program is ended, with all that it has started. */
    public Ended run(Run run) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(run.command())
                .redirectErrorStream(true)
                .redirectOutput(run.output().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().keySet().removeIf(name -> !PASSED_ON.contains(name));
        builder.environment().putAll(run.environment());
        Process process = builder.start();
        Path note = note(process);
        try {
            if (process.waitFor(run.limit().toMillis(), TimeUnit.MILLISECONDS)) {
                return new Ended.WithCode(process.exitValue());
            }
            end(process.toHandle());
            return new Ended.OutOfTime();
        } catch (InterruptedException e) {
            end(process.toHandle());
            throw e;
        } finally {
            Files.deleteIfExists(note);
        }
    }

    /** Ends what a killed agent has left running. */
    public void endLeftovers() throws IOException {
        DurableFiles.directory(notes);
        List<Path> left;
        try (Stream<Path> files = Files.list(notes)) {
            left = files.toList();
        }
        for (Path note : left) {
            Note read = Json.read(Files.readAllBytes(note), Note.class);
            ProcessHandle.of(read.pid())
                    .filter(handle ->
                            handle.info().startInstant().equals(java.util.Optional.ofNullable(read.started())))
                    .ifPresent(handle -> {
                        LOG.warn(
                                "Ending process {} ({}), left by an agent that was killed", read.pid(), read.program());
                        end(handle);
                    });
            Files.delete(note);
        }
    }

    /** @param started tells the process from a later one with the same number */
    private record Note(long pid, @Nullable Instant started, String program) {}

    private Path note(Process process) throws IOException {
        DurableFiles.directory(notes);
        Path file = notes.resolve(process.pid() + ".json");
        String program = process.info().command().orElse("unknown");
        DurableFiles.replace(
                file,
                Json.write(new Note(process.pid(), process.info().startInstant().orElse(null), program)));
        return file;
    }

    private static void end(ProcessHandle process) {
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process)).toList();
        all.forEach(ProcessHandle::destroy);
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            LOG.warn("Process {} does not end when asked to; it is killed", process.pid());
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
