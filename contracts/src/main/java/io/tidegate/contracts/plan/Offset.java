package io.tidegate.contracts.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A moment relative to a window's start.
 *
 * <ul>
 *   <li>{@code D-14}: fourteen calendar days before, at the start's local time, whatever daylight saving does between;
 *   <li>{@code D-1 16:00}: the day before, at that local time;
 *   <li>{@code T-30m}, {@code T-4h}, {@code T-1h30m}, {@code T-0}: exactly that long before.
 * </ul>
 */
public sealed interface Offset {

    Pattern DAYS = Pattern.compile("D-(\\d{1,3})(?: (\\d{2}:\\d{2}))?");
    Pattern TIME = Pattern.compile("T-(?:0|((?:\\d{1,3}d)?(?:\\d{1,4}h)?(?:\\d{1,4}m)?(?:\\d{1,4}s)?))");

    /** Days before the start, in the plan's zone. */
    record Days(int days, @Nullable LocalTime localTime) implements Offset {
        @Override
        public Instant before(Instant start, ZoneId zone) {
            var day = start.atZone(zone).minusDays(days);
            return (localTime == null ? day : day.with(localTime)).toInstant();
        }

        @JsonValue
        @Override
        public String toString() {
            return "D-" + days + (localTime == null ? "" : " " + localTime);
        }
    }

    /** An exact time before the start. */
    record Time(Duration duration) implements Offset {
        @Override
        public Instant before(Instant start, ZoneId zone) {
            return start.minus(duration);
        }

        @JsonValue
        @Override
        public String toString() {
            return duration.isZero() ? "T-0" : "T-" + Durations.format(duration);
        }
    }

    Instant before(Instant start, ZoneId zone);

    /** @throws IllegalArgumentException saying what is allowed, when {@code text} is no offset */
    @JsonCreator
    static Offset parse(String text) {
        Matcher days = DAYS.matcher(text);
        if (days.matches()) {
            String time = days.group(2);
            return new Days(Integer.parseInt(days.group(1)), time == null ? null : LocalTime.parse(time));
        }
        Matcher time = TIME.matcher(text);
        if (time.matches() && !text.equals("T-")) {
            String duration = time.group(1);
            return new Time(duration == null ? Duration.ZERO : Durations.parse(duration));
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no offset: write D-14, D-1 16:00, T-4h, T-30m, T-10s or T-0");
    }
}
