package io.tidegate.dbagent.activity;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalDouble;

/** How busy hours are, for people, on the clock of a zone. */
public final class ActivityWords {
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter END = DateTimeFormatter.ofPattern("HH:mm zzz", Locale.ENGLISH);
    private static final String NAME = "activity";

    private ActivityWords() {}

    /**
     * {@code Tue 05:00 to 06:00 WIB: 3 % of the busiest hour, Mon 09:00; quietest: Sun 03:00 (1 %)}, or for how long was
     * sampled, where that is not enough.
     *
     * @param time in the hour that is asked for
     */
    public static Fact of(Activity activity, Instant time, ZoneId zone) {
        OptionalDouble percent = activity.percentAt(time);
        if (activity.isEnough() && activity.isIdle()) {
            return Fact.text(NAME, "no transaction was seen in " + duration(activity));
        }
        if (!activity.isEnough() || percent.isEmpty()) {
            return Fact.text(NAME, sampled(activity));
        }
        Instant begin = Activity.beginning(time);
        Instant quietest = activity.quietestFrom(time);
        String text = HOUR.format(begin.atZone(zone)) + " to "
                + END.format(begin.plus(1, ChronoUnit.HOURS).atZone(zone)) + ": "
                + words(percent.getAsDouble()) + " of the busiest hour, "
                + HOUR.format(activity.busiestFrom(time).atZone(zone)) + "; quietest: "
                + HOUR.format(quietest.atZone(zone)) + " ("
                + words(activity.percentAt(quietest).orElse(0)) + ")";
        return new Fact(NAME, text, percent.getAsDouble(), "percent", null);
    }

    /** {@code sampled for 2 h only}. */
    static String sampled(Activity activity) {
        return "sampled for " + duration(activity) + " only";
    }

    private static String duration(Activity activity) {
        Duration sampled = activity.sampled();
        Duration rounded =
                sampled.truncatedTo(sampled.compareTo(Duration.ofHours(1)) < 0 ? ChronoUnit.MINUTES : ChronoUnit.HOURS);
        return rounded.isZero() ? "less than a minute" : Durations.words(rounded);
    }

    /** Whole percents; less than one is not nothing. */
    static String words(double percent) {
        return percent > 0 && percent < 0.5 ? "under 1 %" : Math.round(percent) + " %";
    }
}
