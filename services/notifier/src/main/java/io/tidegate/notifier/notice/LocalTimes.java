package io.tidegate.notifier.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as an audience reads them: its own clock, with the zone's short name and its distance from UTC. */
public final class LocalTimes {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DATE = DateTimeFormatter.ofPattern("EEE, d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("z", Locale.ENGLISH);

    private final ZoneId zone;

    public LocalTimes(ZoneId zone) {
        this.zone = zone;
    }

    /** {@code Tuesday, 1 December 2026}. */
    public String date(Instant time) {
        return DATE.format(time.atZone(zone));
    }

    /** {@code Tue, 1 Dec 2026}. */
    public String shortDate(Instant time) {
        return SHORT_DATE.format(time.atZone(zone));
    }

    /** {@code 05:00}. */
    public String time(Instant time) {
        return TIME.format(time.atZone(zone));
    }

    /** {@code WIB}; where the zone has no short name, {@code GMT-03:00}. */
    public String zone(Instant time) {
        return ZONE.format(time.atZone(zone));
    }

    /** {@code WIB (UTC+7)}. */
    public String zoneWithOffset(Instant time) {
        String name = zone(time);
        String offset = offset(time.atZone(zone));
        return name.startsWith("GMT") || name.equals("UTC") ? offset : name + " (" + offset + ")";
    }

    /** {@code 05:00 WIB}, with the date where it is another day than {@code reference}. */
    public String timeOn(Instant time, Instant reference) {
        boolean sameDay =
                time.atZone(zone).toLocalDate().equals(reference.atZone(zone).toLocalDate());
        return time(time) + " " + zone(time) + (sameDay ? "" : " on " + date(time));
    }

    /** {@code 05:00 to 06:00 WIB}; over midnight or a change of the clocks each end says its own. */
    public String span(Instant from, Instant to) {
        ZonedDateTime first = from.atZone(zone);
        ZonedDateTime last = to.atZone(zone);
        String zoneOfFirst = zone(from).equals(zone(to)) ? "" : " " + zone(from);
        String dayOfLast = first.toLocalDate().equals(last.toLocalDate()) ? "" : " on " + date(to);
        return time(from) + zoneOfFirst + " to " + time(to) + " " + zone(to) + dayOfLast;
    }

    /** {@code 30 minutes}, {@code 1 hour 15 minutes}, {@code 42 seconds}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(1, duration.plusMillis(500).toSeconds());
        if (seconds < 120) {
            return seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
        }
        long minutes = Math.ceilDiv(seconds, 60);
        long hours = minutes / 60;
        if (hours == 0) {
            return count(minutes, "minute");
        }
        return count(hours, "hour") + (minutes % 60 == 0 ? "" : " " + count(minutes % 60, "minute"));
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    private static String offset(ZonedDateTime time) {
        int minutes = time.getOffset().getTotalSeconds() / 60;
        if (minutes == 0) {
            return "UTC";
        }
        String sign = minutes < 0 ? "-" : "+";
        int rest = Math.abs(minutes) % 60;
        return "UTC" + sign + Math.abs(minutes) / 60 + (rest == 0 ? "" : String.format(Locale.ROOT, ":%02d", rest));
    }
}
