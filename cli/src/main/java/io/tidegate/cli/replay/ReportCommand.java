package io.tidegate.cli.replay;

import io.tidegate.contracts.log.History;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.report.Chronicle;
import io.tidegate.slackbot.report.PostMortemText;
import io.tidegate.slackbot.report.ReportText;
import io.tidegate.slackbot.text.Markup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a window's report, or its post-mortem, from the Kafka log alone. */
@Command(
        name = "report",
        description = "Writes a window's report, or its post-mortem, as Markdown, from the Kafka log alone.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it is written, from a log that is verified",
            "1:the log has faults, which stand at the report's end; or there is no such window, or the file cannot be"
                    + " written",
            "2:the command line is wrong",
            "3:Kafka cannot be reached"
        })
public final class ReportCommand implements Callable<Integer> {
    private static final int FAULTS = 1;

    @Mixin
    private LogOptions log = new LogOptions();

    @Option(names = "--post-mortem", description = "The post-mortem instead of the report.")
    private boolean postMortem;

    @Option(names = "--out", paramLabel = "FILE", description = "Where it is written; printed where it is left out.")
    private @Nullable Path file;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        return LogOptions.exit(spec, this::run);
    }

    private int run(CommandLine line) throws UnreachableException {
        Replay replay = log.read(line);
        Optional<String> text = replay.window().map(window -> text(replay, window));
        if (text.isEmpty()) {
            Timeline.verdict(replay).forEach(line.getErr()::println);
            return FAULTS;
        }
        return write(text.get(), line) && replay.isVerified() ? ExitCode.OK : FAULTS;
    }

    private boolean write(String text, CommandLine line) {
        if (file == null) {
            line.getOut().print(text);
            return true;
        }
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
            line.getErr().println(file + ": written");
            return true;
        } catch (IOException e) {
            line.getErr().println(file + " cannot be written: " + e);
            return false;
        }
    }

    private String text(Replay replay, Window window) {
        History history = replay.log().history();
        Chronicle chronicle = chronicle(history);
        String id = replay.log().window();
        String text = postMortem
                ? PostMortemText.of(id, window, chronicle, Markup.MARKDOWN)
                : ReportText.of(id, window, chronicle, history.sequence(), Markup.MARKDOWN);
        return text + "\n" + verdict(Timeline.verdict(replay));
    }

    private static Chronicle chronicle(History history) {
        Chronicle chronicle = Chronicle.EMPTY;
        for (History.Entry entry : history.entries()) {
            chronicle = chronicle.after(entry.event(), entry.after());
        }
        return chronicle;
    }

    private static String verdict(List<String> verdict) {
        StringBuilder text = new StringBuilder(Markup.MARKDOWN.heading("What was verified"));
        verdict.forEach(line -> text.append(Markup.MARKDOWN.line(Markup.MARKDOWN.escape(line.strip()))));
        return text.toString();
    }
}
