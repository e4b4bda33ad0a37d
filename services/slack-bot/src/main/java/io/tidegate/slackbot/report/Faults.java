package io.tidegate.slackbot.report;

import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Markup;
import io.tidegate.slackbot.text.Mrkdwn;
import java.util.List;

/** The faults that people reported, one line each. */
final class Faults {
    private Faults() {}

    static List<String> lines(Window window, Markup markup) {
        return window.bugs().stream().map(bug -> line(window, bug, markup)).toList();
    }

    private static String line(Window window, Window.Bug bug, Markup markup) {
        Integer share = bug.share();
        return "🐞 " + Mrkdwn.plainMoment(bug.at(), window.plan().window().zone()) + " · "
                + (bug.corruption() ? markup.bold("data is being damaged") + ", " : "")
                + (share == null ? "an unknown share of users" : share + " % of users") + " · "
                + markup.escape(bug.text()) + " · "
                + markup.escape(window.plan()
                        .names()
                        .getOrDefault(bug.by().id(), bug.by().label()));
    }
}
