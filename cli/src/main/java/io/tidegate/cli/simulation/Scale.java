package io.tidegate.cli.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A stretch of time drawn from left to right: places in percent. */
record Scale(Instant from, Instant to) {
    private static final int FEW_TICKS = 9;
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofDays(1));

    /** {@code 37.50}, from 0 to 100. */
    String at(Instant time) {
        return percent(Duration.between(from, time));
    }

    /** The width of what goes on from then until then. */
    String width(Instant since, Instant until) {
        return percent(Duration.between(since, until));
    }

    private String percent(Duration part) {
        double whole = Math.max(1, Duration.between(from, to).toMillis());
        return String.format(Locale.ROOT, "%.2f", Math.clamp(part.toMillis() * 100 / whole, 0, 100));
    }

    /** Round times within, few enough to read. */
    List<Map<String, Object>> ticks(ZoneId zone) {
        Duration whole = Duration.between(from, to);
        Duration step = STEPS.stream()
                .filter(candidate -> whole.dividedBy(candidate) < FEW_TICKS)
                .findFirst()
                .orElse(STEPS.getLast());
        DateTimeFormatter form = DateTimeFormatter.ofPattern(
                step.compareTo(Duration.ofMinutes(1)) < 0 ? "HH:mm:ss" : "HH:mm", Locale.ENGLISH);
        ZonedDateTime midnight = from.atZone(zone).toLocalDate().atStartOfDay(zone);
        long skipped =
                Math.ceilDiv(Duration.between(midnight, from.atZone(zone)).toMillis(), step.toMillis());
        List<Map<String, Object>> ticks = new ArrayList<>();
        for (ZonedDateTime tick = midnight.plus(step.multipliedBy(skipped));
                !tick.toInstant().isAfter(to);
                tick = tick.plus(step)) {
            ticks.add(Map.of("left", at(tick.toInstant()), "label", form.format(tick)));
        }
        return ticks;
    }
}
