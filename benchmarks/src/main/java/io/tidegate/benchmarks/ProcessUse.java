package io.tidegate.benchmarks;

import io.tidegate.local.postgres.PostgresCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What processes have used up to a moment.
 *
 * @param cpu of all of them together, by those that live still
 * @param residentBytes {@code VmRSS} of proc(5), pages that they share counted for each; 0 where there is no such file
 */
record ProcessUse(Instant at, Duration cpu, long residentBytes) {

    static ProcessUse of(long pid) {
        return of(ProcessHandle.of(pid).stream().toList());
    }

    static ProcessUse ofThis() {
        return of(ProcessHandle.current().pid());
    }

    /** The server's process, and one for each of its sessions and helpers. */
    static ProcessUse ofServer(PostgresCluster cluster, String database) {
        try (Connection connection = cluster.connect(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            ProcessHandle server = ProcessHandle.of(row.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
            return of(Stream.concat(Stream.of(server), server.children()).toList());
        } catch (SQLException e) {
            throw new IllegalStateException("the server does not say who it is", e);
        }
    }

    private static ProcessUse of(List<ProcessHandle> processes) {
        Duration cpu = processes.stream()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
        long resident = processes.stream()
                .mapToLong(process -> residentBytes(process.pid()))
                .sum();
        return new ProcessUse(Instant.now(), cpu, resident);
    }

    private static long residentBytes(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + status, e);
        }
    }

    /** Since an earlier moment, in words. @param count of what was done meanwhile, to say what one of it took */
    String since(ProcessUse earlier, long count) {
        Duration used = cpu.minus(earlier.cpu);
        return String.format(
                Locale.ROOT,
                "%.2f of a core, %.2f ms each; %d MB resident",
                (double) used.toNanos() / Duration.between(earlier.at, at).toNanos(),
                used.toNanos() / 1e6 / Math.max(1, count),
                residentBytes / 1_000_000);
    }
}
