package io.tidegate.notifier.text;

import io.tidegate.notifier.notice.Call;
import io.tidegate.notifier.notice.LocalTimes;
import io.tidegate.notifier.notice.OneLine;
import java.util.Map;

/** What a call says to whoever is called. Times are the plan's own. */
public record CallText(Call call) {
    private static final int LONGEST_SUBJECT = 150;

    /** One line. */
    public String subject() {
        return OneLine.of("Urgent: " + call.text(), LONGEST_SUBJECT);
    }

    public String plain() {
        String choices =
                call.choices().isEmpty() ? "" : "Possible answers: " + String.join(", ", call.choices()) + "\n";
        return """
                %s

                Nobody has answered since %s. You are called because you are: %s.

                Please answer in the team's channel now, or say there that you take care of it, so that nobody else is \
                called.

                %sLevel: %d
                Window: %s
                """.formatted(
                        call.text(), since(), String.join(", ", call.roles()), choices, call.level(), call.window());
    }

    /** {@code 05:12 WIB on Tuesday, 1 December 2026}. */
    public String since() {
        LocalTimes times = new LocalTimes(call.zone());
        return times.time(call.since()) + " " + times.zone(call.since()) + " on " + times.date(call.since());
    }

    /** What a template may name. */
    public Map<String, Object> words() {
        return Map.of(
                "text",
                call.text(),
                "since",
                since(),
                "level",
                Integer.toString(call.level()),
                "window",
                call.window());
    }
}
