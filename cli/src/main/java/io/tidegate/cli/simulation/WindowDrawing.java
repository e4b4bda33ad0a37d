package io.tidegate.cli.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The window as one bar: the decision, the time without the application, the watch, what is left, and its marks. */
final class WindowDrawing {
    private final Simulation simulation;
    private final Times times;
    private final Scale scale;

    WindowDrawing(Simulation simulation) {
        this.simulation = simulation;
        times = new Times(simulation);
        Instant begin = turn(Happening.Mark.DECISION).orElse(simulation.start());
        Instant last = simulation.happenings().stream()
                .filter(happening -> happening.at().isBefore(simulation.until()))
                .map(happening -> happening instanceof Happening.Step step ? step.end() : happening.at())
                .max(Instant::compareTo)
                .orElse(simulation.end());
        scale = new Scale(begin, last.isAfter(simulation.end()) ? last : simulation.end());
    }

    Map<String, Object> model() {
        Map<String, Object> model = new HashMap<>();
        model.put("parts", parts());
        model.put("marks", marks());
        model.put("ticks", scale.ticks(simulation.zone()));
        return model;
    }

    private List<Map<String, String>> parts() {
        List<Map<String, String>> parts = new ArrayList<>();
        parts.add(part("window", "Window", simulation.start(), simulation.end()));
        turn(Happening.Mark.DECISION).ifPresent(at -> parts.add(part("decision", "Decision", at, simulation.start())));
        Instant closed = simulation.downtime().closed();
        Instant opened = simulation.downtime().opened();
        if (closed != null) {
            parts.add(part("closed", "Application closed", closed, opened == null ? scale.to() : opened));
        }
        turn(Happening.Mark.COMPLETED).ifPresent(over -> turn(Happening.Mark.APPLICATION_OPENS)
                .ifPresent(open -> parts.add(part("watch", "Open, and watched", open, over))));
        return parts;
    }

    private Map<String, String> part(String sort, String name, Instant from, Instant to) {
        return Map.of(
                "sort",
                sort,
                "name",
                name,
                "left",
                scale.at(from),
                "width",
                scale.width(from, to),
                "span",
                times.clock(from) + " to " + times.clock(to));
    }

    private List<Map<String, String>> marks() {
        Stream<Map<String, String>> noReturn =
                turn(Happening.Mark.POINT_OF_NO_RETURN).stream().map(at -> mark("return", "Point of no return", at));
        return Stream.concat(noReturn, Stream.of(mark("end", "Planned end", simulation.end())))
                .toList();
    }

    private Map<String, String> mark(String sort, String name, Instant at) {
        return Map.of("sort", sort, "name", name, "left", scale.at(at), "clock", times.clock(at));
    }

    private Optional<Instant> turn(Happening.Mark mark) {
        return simulation.happenings().stream()
                .filter(happening -> happening instanceof Happening.Turn turn && turn.mark() == mark)
                .map(Happening::at)
                .findFirst();
    }
}
