package io.tidegate.cli.plan;

import io.tidegate.cli.diff.DiffCommand;
import io.tidegate.cli.init.InitCommand;
import io.tidegate.cli.simulation.SimulateCommand;
import picocli.CommandLine.Command;

/** Commands about plans. */
@Command(
        name = "plan",
        description = "Writes plans, looks at them, plays them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {InitCommand.class, ValidateCommand.class, SimulateCommand.class, DiffCommand.class})
public final class PlanCommand {}
