package io.tidegate.slackbot.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Slack's markup. Only {@code &}, {@code <} and {@code >} are escaped, and they always are. */
public final class Mrkdwn {
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm z", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss z", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK_OF_STEP = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    private Mrkdwn() {}

    /** Text of others, harmless. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Text as Slack sends it (a slash command's), as it was typed. */
    public static String unescape(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    public static String bold(String text) {
        return "*" + escape(text) + "*";
    }

    public static String code(String text) {
        return "`" + escape(text).replace("`", "'") + "`";
    }

    public static String person(String userId) {
        return "<@" + escape(userId) + ">";
    }

    /** A moment in the plan's zone, and behind it in the reader's own. */
    public static String moment(Instant time, ZoneId zone) {
        return DAY_AND_TIME.format(time.atZone(zone)) + " (" + forReader(time, "{date_short_pretty} {time}")
                + " for you)";
    }

    /** A moment in the reader's own zone, where none of the plan's is known. */
    public static String moment(Instant time) {
        return forReader(time, "{date_short_pretty} {time_secs}") + " (" + time + ")";
    }

    /** {@code 05:00:00 WIB}. */
    public static String clock(Instant time, ZoneId zone) {
        return CLOCK.format(time.atZone(zone));
    }

    /** {@code 05:00:00}. */
    public static String bareClock(Instant time, ZoneId zone) {
        return CLOCK_OF_STEP.format(time.atZone(zone));
    }

    /** The day and time in that zone, without markup. */
    public static String plainMoment(Instant time, ZoneId zone) {
        return DAY_AND_TIME.format(time.atZone(zone));
    }

    /** {@code Tue 1 Dec 2026}. */
    public static String day(Instant time, ZoneId zone) {
        return DAY.format(time.atZone(zone));
    }

    private static String forReader(Instant time, String format) {
        return "<!date^" + time.getEpochSecond() + "^" + format + "|" + time + ">";
    }

    /** Cut so that it is no longer than {@code most} characters, with a sign that it was. */
    public static String atMost(int most, String text) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
