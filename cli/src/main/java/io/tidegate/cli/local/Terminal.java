package io.tidegate.cli.local;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** What the demo shows while it runs. Colours only where the terminal has them. */
final class Terminal {
    private static final Map<StatusLine.Mark, String> STYLES = Map.of(
            StatusLine.Mark.DONE, "green",
            StatusLine.Mark.AT_WORK, "cyan",
            StatusLine.Mark.WAITING, "white",
            StatusLine.Mark.WARNING, "yellow",
            StatusLine.Mark.FAILED, "red");

    private final PrintWriter out;

    Terminal(PrintWriter out) {
        this.out = out;
    }

    synchronized void heading(String text) {
        out.println();
        out.println(Ansi.AUTO.string("@|bold " + text + "|@"));
        out.flush();
    }

    synchronized void line(String text) {
        out.println("  " + text);
        out.flush();
    }

    void good(String text) {
        line(Ansi.AUTO.string("@|green ✓|@ ") + text);
    }

    void bad(String text) {
        line(Ansi.AUTO.string("@|bold,red ✗|@ ") + text);
    }

    /** The line of the channel, where the event is worth one. */
    void event(LoggedEvent event, Window after) {
        StatusLine.after(event, after)
                .ifPresent(status -> line(Ansi.AUTO.string("@|" + STYLES.get(status.mark()) + " "
                                + status.mark().sign() + "|@ ")
                        + status.action()));
    }
}
