package io.tidegate.slackbot.report;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Markup;
import io.tidegate.slackbot.text.Mrkdwn;
import java.util.List;

/** The criteria that a window went, or may go, without: each with who said so, when and why. */
public final class Overrides {
    private Overrides() {}

    public static List<String> lines(Window window, Markup markup) {
        return window.overrides().entrySet().stream()
                .map(entry -> line(window, entry.getKey(), entry.getValue(), markup))
                .toList();
    }

    private static String line(Window window, String criterion, Window.Overridden overridden, Markup markup) {
        String title =
                window.plan().criterion(criterion).map(Plan.Criterion::title).orElse(criterion);
        String person = overridden.by().id();
        return "⚠️ " + markup.bold(title) + ": overridden by "
                + markup.escape(window.plan()
                        .names()
                        .getOrDefault(person, overridden.by().label())) + " ("
                + markup.escape(overridden.role()) + "), "
                + Mrkdwn.plainMoment(overridden.at(), window.plan().window().zone()) + ", because "
                + markup.escape(overridden.reason());
    }
}
