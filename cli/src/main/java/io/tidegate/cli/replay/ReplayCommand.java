package io.tidegate.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads a window's log from Kafka, verifies it, rebuilds the state and prints what happened. */
@Command(
        name = "replay",
        description = "Rebuilds a window from the Kafka log alone, verifies the log and prints the timeline.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the log is verified, and agrees where it was compared",
            "1:the log has faults, or disagrees; each is named",
            "2:the command line is wrong",
            "3:Kafka or the orchestrator cannot be reached"
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final int FAULTS = 1;
    private static final String STACK = "__stack__";

    @Mixin
    private LogOptions log = new LogOptions();

    @Option(
            names = "--compare",
            arity = "0..1",
            fallbackValue = STACK,
            paramLabel = "URL",
            description = "Compares the state with the orchestrator's, field by field; without a URL with the running"
                    + " local stack's.")
    private @Nullable String compare;

    @Option(names = "--json", description = "Prints one JSON object instead of the timeline.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        return LogOptions.exit(spec, this::run);
    }

    private int run(CommandLine line) throws UnreachableException {
        String orchestrator = STACK.equals(compare)
                ? LogOptions.given(
                        line, null, LogOptions.stack(line).orchestrator().orElse(null), "--compare with a URL")
                : compare;
        // Asked first: the log can only have gone on since.
        JsonNode told = orchestrator == null ? null : Comparison.fetch(orchestrator, log.window(line));
        Replay replay = log.read(line);
        List<Comparison.Difference> differences = told == null ? List.of() : Comparison.differences(replay, told);
        if (json) {
            line.getOut().println(Json.write(report(replay, told != null, differences)));
        } else {
            print(line.getOut(), replay, told != null, differences);
        }
        return replay.isVerified() && differences.isEmpty() ? CommandLine.ExitCode.OK : FAULTS;
    }

    private static void print(
            PrintWriter out, Replay replay, boolean compared, List<Comparison.Difference> differences) {
        out.println("Window " + replay.log().window());
        Timeline.lines(replay.log().history()).forEach(out::println);
        out.println();
        Timeline.verdict(replay).forEach(out::println);
        if (compared && differences.isEmpty()) {
            out.println("The orchestrator says the same, field by field.");
        }
        differences.forEach(difference -> out.println("Difference: " + difference));
    }

    private static JsonNode report(Replay replay, boolean compared, List<Comparison.Difference> differences) {
        ObjectNode report = (ObjectNode) replay.toJson();
        if (compared) {
            report.set("differences", Json.mapper().valueToTree(differences));
        }
        return report;
    }
}
