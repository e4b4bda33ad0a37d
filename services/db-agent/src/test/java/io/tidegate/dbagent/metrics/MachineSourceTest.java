package io.tidegate.dbagent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.dbagent.config.Metric.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine by what Linux says in {@code /proc}. */
final class MachineSourceTest {
    @TempDir
    private Path proc = Path.of(".");

    private MachineSource source(Measure measure) {
        return new MachineSource(measure, proc, proc);
    }

    private void stat(long user, long idle, long waiting) throws IOException {
        Files.writeString(proc.resolve("stat"), """
                cpu  %d 0 10 %d %d 0 0 0 999 999
                cpu0 1 2 3 4 5 6 7 8 9 10
                """.formatted(user, idle, waiting));
    }

    @Test
    void loadIsWhatWasNotIdleSinceTheLastLook() throws Exception {
        MachineSource cpu = source(Measure.CPU);
        stat(100, 800, 90);
        assertThat(cpu.read()).as("nothing has moved").isInstanceOf(Reading.Nothing.class);

        stat(175, 815, 100);

        assertThat(cpu.read()).isEqualTo(new Reading.Value(75));
    }

    @Test
    void whatCachesHoldIsFree() throws Exception {
        Files.writeString(proc.resolve("meminfo"), """
                MemTotal:        8000000 kB
                MemFree:          100000 kB
                MemAvailable:    2000000 kB
                """);

        assertThat(source(Measure.MEMORY).read()).isEqualTo(new Reading.Value(75));
    }

    @Test
    void aMachineWithoutThatIsSaid() throws Exception {
        assertThat(source(Measure.CPU).read().toString()).contains("cannot be measured on this machine");
        Files.writeString(proc.resolve("meminfo"), "MemTotal: 1 kB\n");
        assertThat(source(Measure.MEMORY).read().toString()).contains("meminfo has no MemAvailable");
    }

    @Test
    void thisMachineIsMeasured() throws Exception {
        for (Measure measure : Measure.values()) {
            Reading reading = new MachineSource(measure, Path.of("/proc"), proc).read();
            assertThat(reading).isInstanceOfSatisfying(Reading.Value.class, value -> assertThat(value.number())
                    .isBetween(0.0, 100.0));
        }
    }
}
