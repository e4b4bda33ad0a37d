package io.tidegate.contracts.plan;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 45s}, {@code 10m}, {@code 2h}, {@code 7d}, {@code 1h30m}. */
public final class Durations {
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");

    private Durations() {}

    /** @throws IllegalArgumentException saying what is allowed, when {@code text} is no duration */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.isEmpty() || !form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no duration: write 45s, 10m, 2h, 7d or 1h30m");
        }
        return Duration.ofDays(number(form, 1))
                .plusHours(number(form, 2))
                .plusMinutes(number(form, 3))
                .plusSeconds(number(form, 4));
    }

    /** The shortest form that {@link #parse} reads back; parts below a second are cut off. */
    public static String format(Duration duration) {
        if (duration.getSeconds() == 0) {
            return "0s";
        }
        var text = new StringBuilder();
        part(text, duration.toDaysPart(), 'd');
        part(text, duration.toHoursPart(), 'h');
        part(text, duration.toMinutesPart(), 'm');
        part(text, duration.toSecondsPart(), 's');
        return text.toString();
    }

    /** For people: {@code 250 ms}, {@code 10 s}, {@code 5 min}, {@code 1 h 30 min}, {@code 7 d}. */
    public static String words(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        return format(duration)
                .replaceAll("(?<=\\d)m", " min ")
                .replaceAll("(?<=\\d)([dhs])", " $1 ")
                .strip();
    }

    private static void part(StringBuilder text, long number, char unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }

    private static long number(Matcher form, int group) {
        String digits = form.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
