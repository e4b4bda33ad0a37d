package io.tidegate.cli.plan;

import io.tidegate.cli.text.TextFile;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanPlaces;
import io.tidegate.contracts.plan.PlanReader;
import io.tidegate.contracts.plan.PlanReader.Reading;
import io.tidegate.contracts.plan.PlanWarnings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads each file as a plan; prints every problem of every file, and what a valid plan gives to think about. */
@Command(
        name = "validate",
        description = "Reads plans and prints every problem, each with its place; of a valid plan also what there is to"
                + " think about.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every file is a valid plan, with or without warnings",
            "1:at least one is not, or cannot be read",
            "2:the command line is wrong"
        })
public final class ValidateCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A plan in YAML.")
    private List<Path> files = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var line = Objects.requireNonNull(spec).commandLine();
        boolean valid = true;
        for (Path file : files) {
            valid &= validate(file, line.getOut(), line.getErr());
        }
        line.getOut().flush();
        line.getErr().flush();
        return valid ? ExitCode.OK : 1;
    }

    private static boolean validate(Path file, PrintWriter out, PrintWriter err) {
        String yaml;
        try {
            yaml = TextFile.read(file);
        } catch (TextFile.UnreadableException e) {
            err.println(e.getMessage());
            return false;
        }
        return switch (PlanReader.read(file.toString(), yaml)) {
            case Reading.Valid valid -> {
                out.println(file + ": valid; " + valid.plan().title() + ", "
                        + valid.plan().steps().size() + " steps, "
                        + valid.plan().rollback().size() + " to roll back; hash " + valid.hash());
                Plan.Waves waves = valid.plan().waves();
                if (waves != null) {
                    out.println(file + ": " + waves.targets().size() + " windows in "
                            + waves.groupOf(waves.targets().size()) + " groups, one group every "
                            + Durations.format(waves.every()));
                }
                PlanPlaces places = PlanPlaces.of(file.toString(), yaml);
                PlanWarnings.of(valid.plan())
                        .forEach(warning -> out.println(places.of(warning.path()) + ": warning: " + warning.text()));
                yield true;
            }
            case Reading.Invalid invalid -> {
                invalid.problems().forEach(err::println);
                yield false;
            }
        };
    }
}
