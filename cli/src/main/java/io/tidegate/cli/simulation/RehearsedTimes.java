package io.tidegate.cli.simulation;

import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Plan;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Times of steps that were measured before: YAML of step ids and durations ({@code migrate: 42s}), or what
 * {@code tidegate replay --json} says of a window of the plan, of which every step that was done counts.
 */
final class RehearsedTimes {
    private final String file;
    private final Plan plan;
    private final Map<String, Duration> times = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** What came of reading. */
    sealed interface Reading {
        /** @param times by step id */
        record Valid(Map<String, Duration> times) implements Reading {}

        /** @param problems at least one, each with file, line and column */
        record Invalid(List<String> problems) implements Reading {}
    }

    private RehearsedTimes(String file, Plan plan) {
        this.file = file;
        this.plan = plan;
    }

    /** Never throws, whatever stands in {@code text}. */
    static Reading read(String file, String text, Plan plan) {
        RehearsedTimes reader = new RehearsedTimes(file, plan);
        try {
            // JSON is YAML as far as this file goes, and keeps its places so.
            reader.document(new Yaml(new LoaderOptions()).compose(new StringReader(text)));
        } catch (MarkedYAMLException e) {
            reader.problem(e.getProblemMark(), "no YAML: " + e.getProblem(), "YAML or JSON");
        } catch (YAMLException e) {
            reader.problem(null, "no YAML: " + e.getMessage(), "YAML or JSON");
        }
        return reader.problems.isEmpty()
                ? new Reading.Valid(Map.copyOf(reader.times))
                : new Reading.Invalid(List.copyOf(reader.problems));
    }

    private void document(@Nullable Node root) {
        if (!(root instanceof MappingNode mapping)) {
            problem(
                    root == null ? null : root.getStartMark(),
                    "no keys",
                    "step ids with durations, such as migrate: 42s");
            return;
        }
        Node state = member(mapping, "state");
        if (state instanceof MappingNode window && member(window, "steps") instanceof SequenceNode steps) {
            steps.getValue().forEach(this::replayed);
        } else {
            mapping.getValue().forEach(this::written);
        }
    }

    private void written(NodeTuple tuple) {
        String id = text(tuple.getKeyNode());
        String time = text(tuple.getValueNode());
        if (plan.step(id).isEmpty()) {
            problem(tuple.getKeyNode().getStartMark(), "'" + id + "'", "a step of the plan: " + steps());
            return;
        }
        try {
            times.put(id, Durations.parse(time));
        } catch (IllegalArgumentException e) {
            problem(tuple.getValueNode().getStartMark(), id + ": '" + time + "'", "a duration: 45s, 10m, 2h or 1h30m");
        }
    }

    /** Steps of other plans and steps that did not end well say nothing about this plan. */
    private void replayed(Node step) {
        if (!(step instanceof MappingNode state)
                || !text(member(state, "progress")).equals("done")) {
            return;
        }
        Node took = member(state, "durationMs");
        String id = text(member(state, "id"));
        if (took == null || plan.step(id).isEmpty()) {
            return;
        }
        try {
            times.put(id, Duration.ofMillis(Long.parseLong(text(took))));
        } catch (NumberFormatException e) {
            problem(took.getStartMark(), "durationMs: '" + text(took) + "'", "whole milliseconds");
        }
    }

    private String steps() {
        return Stream.concat(plan.steps().stream(), plan.rollback().stream())
                .map(Plan.Step::id)
                .collect(Collectors.joining(", "));
    }

    private static @Nullable Node member(MappingNode mapping, String name) {
        return mapping.getValue().stream()
                .filter(tuple -> text(tuple.getKeyNode()).equals(name))
                .map(NodeTuple::getValueNode)
                .findFirst()
                .orElse(null);
    }

    private static String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private void problem(@Nullable Mark mark, String found, String allowed) {
        String place = mark == null ? ":1:1" : ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
        problems.add(file + place + ": found " + found + "; allowed " + allowed);
    }
}
