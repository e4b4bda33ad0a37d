package io.tidegate.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What each part of one way through a window took, by the clock and in processor time: of this process and of all that it
 * has started, the database's server among them. Others who use the machine make the one longer and not the other.
 */
final class Laps {
    private static final double TICKS_PER_SECOND = 100;
    private static final int UTIME = 11;
    private static final int CSTIME = 14;

    private final Map<String, Lap> laps = new LinkedHashMap<>();
    private final Set<String> asides = new LinkedHashSet<>();

    /** In seconds. */
    private record Lap(double clock, double processor) {}

    @FunctionalInterface
    interface Part {
        void run() throws Exception;
    }

    void lap(String name, Part part) throws Exception {
        double processor = processor();
        long begun = System.nanoTime();
        part.run();
        laps.put(name, new Lap((System.nanoTime() - begun) / 1e9, processor() - processor));
    }

    /** Is printed, and counts in no sum. */
    void aside(String name, Part part) throws Exception {
        lap(name, part);
        asides.add(name);
    }

    /** The same laps with their processor time in the place of the clock's. */
    static List<Laps> inProcessorTime(List<Laps> rounds) {
        return rounds.stream()
                .map(round -> {
                    var other = new Laps();
                    round.laps.forEach((name, lap) -> other.laps.put(name, new Lap(lap.processor, lap.processor)));
                    other.asides.addAll(round.asides);
                    return other;
                })
                .toList();
    }

    static void print(String who, List<Laps> rounds) {
        System.out.printf(
                Locale.ROOT, "%n%-32s %27s %27s%n", who, "seconds: least, median", "processor: least, median");
        for (String name : rounds.getFirst().laps.keySet()) {
            row(name, rounds.stream().map(round -> round.laps.get(name)).toList());
        }
        row(
                "all of it",
                rounds.stream()
                        .map(round -> new Lap(round.sum(), round.inProcessor()))
                        .toList());
    }

    private static void row(String name, List<Lap> laps) {
        List<Double> clock = laps.stream().map(Lap::clock).sorted().toList();
        List<Double> processor = laps.stream().map(Lap::processor).sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-32s %16.2f %10.2f %16.2f %10.2f%n",
                name,
                clock.getFirst(),
                clock.get(clock.size() / 2),
                processor.getFirst(),
                processor.get(processor.size() / 2));
    }

    private double inProcessor() {
        return inProcessorTime(List.of(this)).getFirst().sum();
    }

    /** Of these parts, or of all that count. */
    private double sum(String... parts) {
        List<String> wanted = List.of(parts);
        return laps.entrySet().stream()
                .filter(each -> wanted.isEmpty() ? !asides.contains(each.getKey()) : wanted.contains(each.getKey()))
                .mapToDouble(each -> each.getValue().clock())
                .sum();
    }

    /** Of one to the other in the same round: least, median, most. */
    static void ratio(String what, List<Laps> ours, List<Laps> theirs, String... parts) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i).sum(parts) / theirs.get(i).sum(parts));
        }
        ratios.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%s%-76s %6.3f %6.3f %6.3f%n",
                what.startsWith("prepare") ? "\nratios: least, median, most\n" : "",
                what,
                ratios.getFirst(),
                ratios.get(ratios.size() / 2),
                ratios.getLast());
    }

    /** Seconds that this process, its descendants, and those of them that have ended have used (proc(5), stat). */
    private static double processor() {
        double ticks = 0;
        try (Stream<ProcessHandle> all = Stream.concat(
                Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())) {
            for (ProcessHandle each : all.toList()) {
                ticks += ticks(each.pid());
            }
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static long ticks(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = 0;
            for (int i = UTIME; i <= CSTIME; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks;
        } catch (IOException e) {
            // It has just ended: what it used is its parent's.
            return 0;
        }
    }
}
