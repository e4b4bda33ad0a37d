package io.tidegate.cli.local;

import io.tidegate.local.process.Directories;
import io.tidegate.local.stack.Example;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidegate up}. */
@Command(
        name = "up",
        description = {
            "Starts the local stack and leaves it to you; Ctrl-C ends all of it.",
            "With SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET in the environment the bot speaks with the real Slack"
                    + " instead of the channel on this machine; likewise TIDEGATE_SMTP_HOST and _PORT for mail, and"
                    + " TIDEGATE_WHATSAPP_TOKEN, _PHONE_ID and _APP_SECRET for WhatsApp."
        },
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
    private static final Duration WATCH = Duration.ofMinutes(1);

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

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var terminal = new Terminal(Objects.requireNonNull(spec).commandLine().getOut());
        Example example = ExampleArgument.resolve(name, spec);
        Path plans = Directories.temporary("tidegate-plans-");
        terminal.heading("The local stack");
        var options = new StackOptions(
                example,
                rows,
                DemoPlan.write(plans, example, WATCH, true),
                false,
                StackOptions.usualRun(),
                System.getenv(),
                terminal::good);
        try (Stack stack = Stack.start(options)) {
            terminal.heading("Open these");
            addresses(stack, terminal);
            new CountDownLatch(1).await();
        } finally {
            Directories.delete(plans);
        }
        return ExitCode.OK;
    }

    private static void addresses(Stack stack, Terminal terminal) {
        if (stack.runs("workspace")) {
            terminal.line("the channel      " + stack.workspace());
        } else {
            terminal.line("Slack            let its requests reach " + stack.bot()
                    + "/slack/commands and /slack/interactions");
        }
        terminal.line("the status page  " + stack.statusPage());
        if (stack.runs("mailbox")) {
            terminal.line("the mailbox      " + stack.mailbox());
        }
        if (stack.runs("whatsapp")) {
            terminal.line("the phones       " + stack.whatsApp());
        }
        terminal.line("the orchestrator " + stack.orchestrator() + "/windows");
        terminal.line("");
        if (stack.runs("workspace")) {
            terminal.line("In the channel, as Ratna: /migration schedule "
                    + stack.example().directory().getFileName() + " in 2m");
            terminal.line("Then attest staging as Sari, and go as Ratna and as Budi. Ctrl-C ends everything.");
        }
    }
}
