package io.tidegate.cli.local;

import io.tidegate.local.process.Directories;
import io.tidegate.local.stack.Stack;
import io.tidegate.local.stack.StackOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tidegate up}. */
@Command(
        name = "up",
        description = "Starts the local stack and leaves it to you; Ctrl-C ends all of it.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
    private static final Duration WATCH = Duration.ofMinutes(1);

    @Option(
            names = "--rows",
            defaultValue = "1000000",
            description = "Allocations in the target database; ${DEFAULT-VALUE} by default.")
    private long rows;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var terminal = new Terminal(Objects.requireNonNull(spec).commandLine().getOut());
        Path plans = Directories.temporary("tidegate-plans-");
        terminal.heading("The local stack");
        var options = new StackOptions(
                rows, DemoPlan.write(plans, WATCH), "migrations", StackOptions.usualRun(), terminal::good);
        try (Stack stack = Stack.start(options)) {
            terminal.heading("Open these");
            terminal.line("the channel      " + stack.workspace());
            terminal.line("the status page  " + stack.statusPage());
            terminal.line("the mailbox      " + stack.mailbox());
            terminal.line("the phones       " + stack.whatsApp());
            terminal.line("the orchestrator " + stack.orchestrator() + "/windows");
            terminal.line("");
            terminal.line("In the channel, as Ratna: /migration schedule portion-size in 2m");
            terminal.line("Then attest staging as Sari, and go as Ratna and as Budi. Ctrl-C ends everything.");
            new CountDownLatch(1).await();
        } finally {
            Directories.delete(plans);
        }
        return ExitCode.OK;
    }
}
