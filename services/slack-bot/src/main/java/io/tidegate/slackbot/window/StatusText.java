package io.tidegate.slackbot.window;

import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.report.Marks;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.Instant;

/** Where a window stands, in three lines. */
public final class StatusText {
    private StatusText() {}

    public static String of(String id, Window window, Instant now) {
        String turn = Turn.of(window).map(who -> "\n👉 " + who).orElse("");
        return Marks.of(window) + " " + Mrkdwn.bold(window.plan().title()) + " · "
                + Mrkdwn.code(id) + "\n"
                + Mrkdwn.escape(StatusLine.of(window, now).text(window)) + turn;
    }
}
