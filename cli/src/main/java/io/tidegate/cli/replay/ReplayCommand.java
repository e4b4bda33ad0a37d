package io.tidegate.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.log.Anchor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
    private static final int UNREACHABLE = 3;
    private static final String STACK = "__stack__";
    private static final Pattern WINDOW_ID = Pattern.compile("[A-Za-z0-9-]+");

    @Option(names = "--window", required = true, paramLabel = "ID", description = "The window's id.")
    private String window = "";

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Kafka; the running local stack's where it is left out.")
    private @Nullable String bootstrap;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "A public key of the orchestrator (PEM); may be repeated for former keys. The running local"
                    + " stack's where it is left out.")
    private List<Path> keyFiles = List.of();

    @Option(
            names = "--head",
            paramLabel = "SEQ:HASH",
            description =
                    "A head of the log that was noted elsewhere, for instance in the channel: shows a cut-off tail.")
    private @Nullable String head;

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
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        try {
            return run(line);
        } catch (UnreachableException e) {
            line.getErr().println(e.getMessage());
            return UNREACHABLE;
        } finally {
            line.getOut().flush();
            line.getErr().flush();
        }
    }

    private int run(CommandLine line) throws UnreachableException {
        if (!WINDOW_ID.matcher(window).matches()) {
            throw new ParameterException(line, "--window: an id has letters, digits and hyphens only");
        }
        StackFile stack = stack(line);
        String kafka = given(line, bootstrap, stack.kafka().orElse(null), "--bootstrap");
        String orchestrator = STACK.equals(compare)
                ? given(line, null, stack.orchestrator().orElse(null), "--compare with a URL")
                : compare;
        List<PublicKey> keys = keys(line, stack);
        Anchor anchor = anchor(line);
        // Asked first: the log can only have gone on since.
        JsonNode told = orchestrator == null ? null : Comparison.fetch(orchestrator, window);
        Replay replay = Replay.read(kafka, window, keys, anchor);
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

    private static StackFile stack(CommandLine line) {
        try {
            return StackFile.read(StackFile.PLACE);
        } catch (IOException e) {
            throw new ParameterException(line, StackFile.PLACE + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String given(CommandLine line, @Nullable String option, @Nullable String ofStack, String name) {
        if (option != null) {
            return option;
        }
        if (ofStack == null) {
            throw new ParameterException(line, "no local stack is running here: say " + name);
        }
        return ofStack;
    }

    private List<PublicKey> keys(CommandLine line, StackFile stack) {
        List<Path> files = keyFiles.isEmpty() ? stack.signingKey().stream().toList() : keyFiles;
        if (files.isEmpty()) {
            throw new ParameterException(line, "no local stack is running here: say --key");
        }
        List<PublicKey> keys = new ArrayList<>();
        for (Path file : files) {
            try {
                keys.add(KeyFiles.read(file));
            } catch (IOException | IllegalArgumentException e) {
                throw new ParameterException(line, "the key " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return keys;
    }

    private @Nullable Anchor anchor(CommandLine line) {
        try {
            return head == null ? null : Anchor.parse(head);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line, "--head: " + e.getMessage(), e);
        }
    }
}
