package io.tidegate.cli.diff;

import io.tidegate.cli.text.TextFile;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.PlanReader;
import io.tidegate.contracts.plan.PlanReader.Reading;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what changes for people from one version of a plan to another. */
@Command(
        name = "diff",
        description = "Says in sentences what changes for people: times, notices, who decides, downtime, steps, bounds,"
                + " the way back.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing changes for people",
            "1:something does",
            "2:the command line is wrong",
            "3:one of the files is no valid plan, or cannot be read"
        })
public final class DiffCommand implements Callable<Integer> {
    private static final int CHANGES = 1;
    private static final int NO_PLAN = 3;
    private static final int SHOWN_OF_HASH = 12;

    /** How a difference is shown. */
    enum Format {
        text,
        json
    }

    @Parameters(index = "0", paramLabel = "OLD", description = "The plan as it was.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The plan as it is.")
    private Path after = Path.of("");

    @Option(names = "--format", paramLabel = "FORMAT", description = "One of: ${COMPLETION-CANDIDATES}. Default: text.")
    private Format format = Format.text;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        try {
            Reading was = read(before, line.getErr());
            Reading is = read(after, line.getErr());
            return was instanceof Reading.Valid old && is instanceof Reading.Valid now
                    ? show(PlanDiff.of(old.plan(), old.hash(), now.plan(), now.hash()), line.getOut())
                    : NO_PLAN;
        } catch (TextFile.UnreadableException e) {
            line.getErr().println(e.getMessage());
            return NO_PLAN;
        } finally {
            line.getOut().flush();
            line.getErr().flush();
        }
    }

    private static Reading read(Path file, PrintWriter err) throws TextFile.UnreadableException {
        Reading reading = PlanReader.read(file.toString(), TextFile.read(file));
        if (reading instanceof Reading.Invalid invalid) {
            invalid.problems().forEach(err::println);
        }
        return reading;
    }

    private int show(PlanDiff diff, PrintWriter out) {
        switch (format) {
            case text -> text(diff, out);
            case json -> out.println(Json.write(json(diff)));
        }
        return diff.changes().isEmpty() ? ExitCode.OK : CHANGES;
    }

    private static Map<String, Object> json(PlanDiff diff) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("changes", diff.changes());
        json.put("quiet", diff.quiet());
        json.put("oldHash", diff.oldHash());
        json.put("newHash", diff.newHash());
        json.put("otherContent", diff.isOtherContent());
        return json;
    }

    private static void text(PlanDiff diff, PrintWriter out) {
        PlanChange.@Nullable Area area = null;
        for (PlanChange change : diff.changes()) {
            if (change.area() != area) {
                area = change.area();
                out.println(area.heading());
            }
            out.println("  " + change.text());
        }
        if (diff.changes().isEmpty()) {
            out.println("Nothing changes for people.");
        }
        if (!diff.quiet().isEmpty()) {
            out.println("Only the agent notices");
            diff.quiet().forEach(text -> out.println("  " + text));
        }
        if (diff.isOtherContent()) {
            out.println("The content hash changes from " + shortened(diff.oldHash()) + " to "
                    + shortened(diff.newHash()) + ". Go and attestations are given to one content: a window that is"
                    + " scheduled keeps the old plan until somebody says /migration replan, and is then decided anew.");
        }
    }

    private static String shortened(String hash) {
        return hash.substring(0, SHOWN_OF_HASH);
    }
}
