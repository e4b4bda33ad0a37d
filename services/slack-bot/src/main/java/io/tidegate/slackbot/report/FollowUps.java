package io.tidegate.slackbot.report;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Holders;
import io.tidegate.slackbot.text.Markup;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What is looked after once a window is over: by whom, when, and what was found. */
public final class FollowUps {
    private static final int TEXT = 200;

    private FollowUps() {}

    /** One line each, in the order of the plan. */
    public static List<String> lines(Window window, Markup markup) {
        List<String> lines = new ArrayList<>();
        for (Plan.FollowUp followUp : window.plan().followUps()) {
            Window.FollowUpState state = window.followUps().get(followUp.id());
            if (state != null) {
                lines.add(line(window, followUp, state, markup));
            }
        }
        return lines;
    }

    private static String line(Window window, Plan.FollowUp followUp, Window.FollowUpState state, Markup markup) {
        ZoneId zone = window.plan().window().zone();
        String title = markup.escape(Mrkdwn.atMost(TEXT, followUp.title()));
        String role = markup.escape(followUp.role());
        var due = state.dueAt();
        var done = state.doneAt();
        var by = state.by();
        var note = state.note();
        return switch (state.progress()) {
            case WAITING -> "○ " + title + " · " + role + (due == null ? "" : ", due " + Mrkdwn.plainMoment(due, zone));
            case DUE ->
                "👉 " + title + " · " + Holders.of(window.plan(), followUp.role(), markup)
                        + (due == null ? "" : ", due since " + Mrkdwn.plainMoment(due, zone));
            case DONE ->
                "✓ " + title + " · "
                        + (by == null
                                ? role
                                : markup.person(by.id(), window.plan().names().getOrDefault(by.id(), by.label())) + " ("
                                        + role + ")")
                        + (done == null ? "" : ", " + Mrkdwn.plainMoment(done, zone))
                        + (note == null || note.isBlank() ? "" : ": " + markup.escape(Mrkdwn.atMost(TEXT, note)));
        };
    }
}
