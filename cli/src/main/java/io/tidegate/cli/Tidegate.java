package io.tidegate.cli;

import io.tidegate.cli.agent.ActivityCommand;
import io.tidegate.cli.agent.BackupCommand;
import io.tidegate.cli.local.DemoCommand;
import io.tidegate.cli.local.UpCommand;
import io.tidegate.cli.plan.PlanCommand;
import io.tidegate.cli.replay.ReplayCommand;
import io.tidegate.cli.replay.ReportCommand;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit codes: 0 done, 1 it is not so, 2 wrong use, 3 something is out of reach. */
@Command(
        name = "tidegate",
        description = "Database maintenance windows, run from a chat channel.",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            PlanCommand.class,
            ReplayCommand.class,
            ReportCommand.class,
            BackupCommand.class,
            ActivityCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Tidegate {
    private Tidegate() {}

    public static void main(String[] arguments) {
        var line = new CommandLine(new Tidegate());
        // Its options are the agent's to read.
        for (String ofTheAgent : List.of("backup", "activity")) {
            Objects.requireNonNull(line.getSubcommands().get(ofTheAgent)).setUnmatchedOptionsArePositionalParams(true);
        }
        System.exit(line.execute(arguments));
    }
}
