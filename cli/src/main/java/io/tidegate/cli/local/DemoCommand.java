package io.tidegate.cli.local;

import io.tidegate.local.process.Directories;
import io.tidegate.local.stack.Example;
import io.tidegate.local.stack.Stack;
import io.tidegate.local.stack.StackOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidegate demo}. */
@Command(
        name = "demo",
        description = "Runs a whole window on the local stack and looks at what came of it.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private static final Duration WATCH = Duration.ofSeconds(3);
    private static final int FAULTS = 1;

    /** What can be made to fail. */
    enum Fault {
        verify
    }

    @Parameters(
            paramLabel = "EXAMPLE",
            arity = "0..1",
            defaultValue = "portion-size",
            description = "A directory under examples; ${DEFAULT-VALUE} by default.")
    private String name = "";

    @Option(
            names = "--rows",
            defaultValue = "1000000",
            description = "Rows in the target's largest table; ${DEFAULT-VALUE} by default.")
    private long rows;

    @Option(
            names = "--fail",
            paramLabel = "STEP",
            description = "Makes a step fail, so that the window rolls back: ${COMPLETION-CANDIDATES}.")
    private @Nullable Fault fault;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        var terminal = new Terminal(out);
        Instant begun = Instant.now();
        Example example = ExampleArgument.resolve(name, spec);
        Path plans = Directories.temporary("tidegate-plans-");
        terminal.heading("The local stack");
        var options = new StackOptions(
                example,
                rows,
                DemoPlan.write(plans, example, WATCH, fault == null),
                fault != null,
                StackOptions.usualRun(),
                Map.of(),
                terminal::good);
        boolean allIsSo;
        try (Stack stack = Stack.start(options)) {
            allIsSo = new Demo(stack, terminal, fault != null, (event, after) -> {})
                    .run()
                    .isSo();
        } catch (IllegalStateException e) {
            terminal.bad(String.valueOf(e.getMessage()));
            allIsSo = false;
        } finally {
            Directories.delete(plans);
        }
        terminal.line("");
        terminal.line("in " + Duration.between(begun, Instant.now()).toSeconds() + " s");
        return allIsSo ? ExitCode.OK : FAULTS;
    }
}
