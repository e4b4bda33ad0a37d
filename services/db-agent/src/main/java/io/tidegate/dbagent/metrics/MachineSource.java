package io.tidegate.dbagent.metrics;

import io.tidegate.dbagent.config.Metric.Measure;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * How full this machine is, in percent, by Linux' {@code /proc} (proc(5)). In a container too it is the machine and not
 * the container that is measured.
 */
final class MachineSource implements MetricSource {
    private static final double PERCENT = 100;
    /** user, nice, system, idle, iowait, irq, softirq, steal; what guests use is in user already. */
    private static final int TIMES = 8;

    private static final int IDLE = 3;
    private static final int WAITING = 4;
    /** Load is told by two looks; until there are two of ours, so far apart. */
    private static final Duration APART = Duration.ofMillis(200);

    private final Measure measure;
    private final Path proc;
    private final Path disk;
    private @Nullable Ticks last;

    /**
     * @param proc {@code /proc}
     * @param disk a path of the file system that is measured
     */
    MachineSource(Measure measure, Path proc, Path disk) {
        this.measure = measure;
        this.proc = proc;
        this.disk = disk;
    }

    private record Ticks(long all, long idle) {}

    @Override
    public Reading read() throws InterruptedException {
        try {
            return switch (measure) {
                case CPU -> cpu();
                case MEMORY -> memory();
                case DISK -> disk();
            };
        } catch (IOException | NumberFormatException | NoSuchElementException e) {
            return new Reading.Unreachable("cannot be measured on this machine (" + e.getMessage() + ")");
        }
    }

    private Reading cpu() throws IOException, InterruptedException {
        if (last == null) {
            last = ticks();
            Thread.sleep(APART);
        }
        Ticks before = last;
        Ticks now = ticks();
        long all = now.all() - before.all();
        if (all <= 0) {
            return new Reading.Nothing("has not moved since it was measured last");
        }
        last = now;
        return new Reading.Value(PERCENT * (all - (now.idle() - before.idle())) / all);
    }

    private Ticks ticks() throws IOException {
        long[] times = Arrays.stream(line("stat", "cpu ").trim().split("\\s+"))
                .limit(TIMES)
                .mapToLong(Long::parseLong)
                .toArray();
        return new Ticks(Arrays.stream(times).sum(), times[IDLE] + times[WAITING]);
    }

    /** What programs could still get counts as free: caches are given back. */
    private Reading memory() throws IOException {
        double all = kilobytes("MemTotal:");
        return new Reading.Value(PERCENT * (all - kilobytes("MemAvailable:")) / all);
    }

    private long kilobytes(String name) throws IOException {
        return Long.parseLong(line("meminfo", name).replace("kB", "").trim());
    }

    private Reading disk() throws IOException {
        FileStore store = Files.getFileStore(disk);
        double all = store.getTotalSpace();
        return new Reading.Value(PERCENT * (all - store.getUsableSpace()) / all);
    }

    /** What follows the line's name. */
    private String line(String file, String name) throws IOException {
        List<String> lines = Files.readAllLines(proc.resolve(file));
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(file + " has no " + name))
                .substring(name.length());
    }
}
