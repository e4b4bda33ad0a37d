package io.tidegate.slackbot.window;

import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Mrkdwn;
import java.util.List;

/** The faults that people reported, one line each. */
final class Faults {
    private Faults() {}

    static List<String> lines(Window window) {
        return window.bugs().stream().map(bug -> line(window, bug)).toList();
    }

    private static String line(Window window, Window.Bug bug) {
        Integer share = bug.share();
        return "🐞 " + Mrkdwn.plainMoment(bug.at(), window.plan().window().zone()) + " · "
                + (bug.corruption() ? "*data is being damaged*, " : "")
                + (share == null ? "an unknown share of users" : share + " % of users") + " · "
                + Mrkdwn.escape(bug.text()) + " · "
                + Mrkdwn.escape(window.plan()
                        .names()
                        .getOrDefault(bug.by().id(), bug.by().label()));
    }
}
