package io.tidegate.orchestrator.window;

import io.tidegate.contracts.PayloadTypes;
import io.tidegate.contracts.window.WindowEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/life-cycle.md}, written from the life cycle. */
final class LifeCyclePage {
    private LifeCyclePage() {}

    static String write() {
        return """
                # The life of a window

                Written from `LifeCycle`; a test fails when the two differ.

                ## From stage to stage

                ```mermaid
                stateDiagram-v2
                %s
                ```

                ## What each stage says to each command

                A granted command says what it does; a refused one has the name of its refusal, explained below.

                %s
                ## Rules

                A command that a stage takes is refused if one of these rules is against it, the first of them counting.

                %s
                ## What postpones by itself

                At its start a window is postponed while another one is open on its target; as one of a wave, unless every
                window of the groups before it is completed; and without a go. One of a wave is postponed at its decision
                point already where one before it was rolled back, postponed or cancelled. One that was rolled back or cancelled
                before a person gave this one another date does not count.

                ## Refusals of a stage

                | refusal | what the person reads | what helps |
                |---|---|---|
                %s
                """.formatted(diagram(), table(), rules(), refusals());
    }

    private static String diagram() {
        return LifeCycle.TRANSITIONS.stream()
                        .map(transition -> "    " + node(transition.from()) + " --> " + node(transition.to()) + " : "
                                + shortName(transition.by()))
                        .collect(Collectors.joining("\n"))
                + Arrays.stream(Stage.values())
                        .filter(Stage::isFinal)
                        .map(stage -> "\n    " + node(stage) + " --> [*]")
                        .collect(Collectors.joining());
    }

    private static String node(Stage stage) {
        return stage == Stage.NOT_SCHEDULED ? "[*]" : stage.label().replace(' ', '_');
    }

    private static String shortName(Class<? extends WindowEvent> type) {
        String[] parts = PayloadTypes.nameOf(type).split("\\.", -1);
        return parts[parts.length - 2];
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| stage |");
        Arrays.stream(CommandKind.values())
                .forEach(kind -> table.append(" `").append(kind.label()).append("` |"));
        table.append("\n|---|")
                .append("---|".repeat(CommandKind.values().length))
                .append('\n');
        for (Stage stage : Stage.values()) {
            table.append("| **").append(stage.label()).append("** |");
            for (CommandKind kind : CommandKind.values()) {
                table.append(' ').append(answer(LifeCycle.cell(stage, kind))).append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }

    private static String answer(Cell cell) {
        return switch (cell) {
            case Cell.Schedules schedules -> "**scheduled**";
            case Cell.Takes takes -> "**" + takes.act().label() + "**";
            case Cell.Refuses refuses -> refuses.refusal().code();
        };
    }

    private static String rules() {
        Map<String, List<NamedRule>> rules = new LinkedHashMap<>();
        cells().forEach(entry -> {
            if (entry.getValue() instanceof Cell.Takes takes) {
                rules.merge(entry.getKey(), takes.rules(), LifeCyclePage::union);
            }
        });
        return "- `schedule`: the plan is there and valid; only the team commands; a start is known and ahead; no other window of the target overlaps; no blackout; of a plan for several targets all of this for each, or none begins\n"
                + rules.entrySet().stream()
                        .map(entry -> "- `" + entry.getKey() + "`: "
                                + entry.getValue().stream()
                                        .map(NamedRule::label)
                                        .collect(Collectors.joining("; ")))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    private static List<NamedRule> union(List<NamedRule> first, List<NamedRule> second) {
        return Stream.concat(first.stream(), second.stream()).distinct().toList();
    }

    private static String refusals() {
        return cells().flatMap(entry -> entry.getValue() instanceof Cell.Refuses refuses
                        ? Stream.of(refuses.refusal())
                        : Stream.empty())
                .distinct()
                .map(refusal -> "| " + refusal.code() + " | " + refusal.sentence() + " | " + refusal.mend() + " |")
                .collect(Collectors.joining("\n"));
    }

    private static Stream<Map.Entry<String, Cell>> cells() {
        return Arrays.stream(Stage.values()).flatMap(stage -> Arrays.stream(CommandKind.values())
                .map(kind -> Map.entry(kind.label(), LifeCycle.cell(stage, kind))));
    }
}
