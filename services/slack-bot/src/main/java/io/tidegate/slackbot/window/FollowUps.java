package io.tidegate.slackbot.window;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What is looked after once a window is over: by whom, when, and what was found. */
public final class FollowUps {
    private static final int TEXT = 200;

    private FollowUps() {}

    /** One line each, in mrkdwn, in the order of the plan. */
    public static List<String> lines(Window window) {
        List<String> lines = new ArrayList<>();
        for (Plan.FollowUp followUp : window.plan().followUps()) {
            Window.FollowUpState state = window.followUps().get(followUp.id());
            if (state != null) {
                lines.add(line(window, followUp, state));
            }
        }
        return lines;
    }

    private static String line(Window window, Plan.FollowUp followUp, Window.FollowUpState state) {
        ZoneId zone = window.plan().window().zone();
        String title = Mrkdwn.escape(Mrkdwn.atMost(TEXT, followUp.title()));
        String role = Mrkdwn.escape(followUp.role());
        var due = state.dueAt();
        var done = state.doneAt();
        var by = state.by();
        var note = state.note();
        return switch (state.progress()) {
            case WAITING -> "○ " + title + " · " + role + (due == null ? "" : ", due " + Mrkdwn.plainMoment(due, zone));
            case DUE ->
                "👉 " + title + " · " + Turn.holders(window.plan(), followUp.role())
                        + (due == null ? "" : ", due since " + Mrkdwn.plainMoment(due, zone));
            case DONE ->
                "✓ " + title + " · "
                        + (by == null ? role : Mrkdwn.person(by.id()) + " (" + role + ")")
                        + (done == null ? "" : ", " + Mrkdwn.plainMoment(done, zone))
                        + (note == null || note.isBlank() ? "" : ": " + Mrkdwn.escape(Mrkdwn.atMost(TEXT, note)));
        };
    }
}
