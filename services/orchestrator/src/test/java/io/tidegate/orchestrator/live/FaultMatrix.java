package io.tidegate.orchestrator.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which requests an orchestrator was struck at, and what came of it; printed as a table. */
final class FaultMatrix {
    /** @param wrong in what a cell differs from the window without faults */
    private record Line(Strike.Aim aim, boolean struck, int repeated, List<String> wrong) {}

    private final List<Line> lines = new ArrayList<>();

    void add(Strike.Aim aim, Stage.Cell cell, Trace expected) {
        add(new Line(aim, cell.struck(), cell.repeated(), differences(expected, cell.trace())));
    }

    /** A cell that did not come to its end. */
    void addStuck(Strike.Aim aim, Throwable why) {
        add(new Line(aim, true, 0, List.of(why.toString())));
    }

    private void add(Line line) {
        lines.add(line);
        // At once: the whole matrix takes long.
        line.wrong().forEach(wrong -> System.out.println(line.aim() + ": " + wrong));
    }

    private static List<String> differences(Trace expected, Trace found) {
        List<String> differences = new ArrayList<>();
        differ("log", expected.log(), found.log(), differences);
        differ("inputs", expected.inputs(), found.inputs(), differences);
        differ("timers", expected.timers(), found.timers(), differences);
        differ("tasks", expected.tasks(), found.tasks(), differences);
        return differences;
    }

    private static void differ(String what, List<String> expected, List<String> found, List<String> differences) {
        if (!expected.equals(found)) {
            differences.add(what + ": " + found + " instead of " + expected);
        }
    }

    List<String> wrong() {
        return lines.stream()
                .flatMap(line -> line.wrong().stream().map(wrong -> line.aim() + ": " + wrong))
                .toList();
    }

    /** Requests that did not come, so that nothing was tried. */
    List<Strike.Aim> missed() {
        return lines.stream().filter(line -> !line.struck()).map(Line::aim).toList();
    }

    /** One row for each request by name, all its times together. */
    void print() {
        Map<String, List<Line>> rows = new LinkedHashMap<>();
        for (Line line : lines) {
            String row =
                    "| " + line.aim().point().request() + " | " + line.aim().moment();
            rows.computeIfAbsent(row, any -> new ArrayList<>()).add(line);
        }
        System.out.println("| request | cut | cells | struck | events repeated on Kafka | log as without faults |");
        System.out.println("|---|---|---|---|---|---|");
        rows.forEach((row, of) -> System.out.println(row + " | " + of.size() + " | "
                + of.stream().filter(Line::struck).count() + " | "
                + of.stream().mapToInt(Line::repeated).sum() + " | "
                + (of.stream().allMatch(line -> line.wrong().isEmpty()) ? "yes" : "NO") + " |"));
    }
}
