package io.tidegate.slackbot.report;

import io.tidegate.slackbot.text.Markup;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lines that begin with a time of day, with the day on a line of its own where it changes. */
final class Days {
    private Days() {}

    /** @param text the line, without its time */
    static <T> List<String> lines(
            List<T> all, ZoneId zone, Function<T, Instant> at, Function<T, String> text, Markup markup) {
        List<String> lines = new ArrayList<>();
        @Nullable LocalDate day = null;
        for (T one : all) {
            Instant time = at.apply(one);
            LocalDate today = time.atZone(zone).toLocalDate();
            if (!today.equals(day)) {
                lines.add(markup.italic(Mrkdwn.day(time, zone)));
                day = today;
            }
            lines.add(Mrkdwn.bareClock(time, zone) + " " + text.apply(one));
        }
        return lines;
    }
}
