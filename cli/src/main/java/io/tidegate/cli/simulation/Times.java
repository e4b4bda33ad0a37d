package io.tidegate.cli.simulation;

import io.tidegate.contracts.window.StatusLine;
import io.tidegate.notifier.notice.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;

/** Times of a simulation as people read them, in the plan's zone. */
final class Times {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter ZONED_CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss z", Locale.ENGLISH);

    private final ZoneId zone;
    private final LocalDate dayOfStart;

    Times(Simulation simulation) {
        zone = simulation.zone();
        dayOfStart = simulation.start().atZone(zone).toLocalDate();
    }

    LocalDate date(Instant time) {
        return time.atZone(zone).toLocalDate();
    }

    String day(Instant time) {
        return DAY.format(date(time));
    }

    /** {@code D-14}, {@code D}, {@code D+7}. */
    String offset(Instant time) {
        long days = ChronoUnit.DAYS.between(dayOfStart, date(time));
        return days == 0 ? "D" : "D" + (days < 0 ? "" : "+") + days;
    }

    /** {@code 05:00:00}; on a day on which clocks change {@code 02:30:00 CEST}, because there may be two of it. */
    String clock(Instant time) {
        return (isChangeOfClocks(date(time)) ? ZONED_CLOCK : CLOCK).format(time.atZone(zone));
    }

    private boolean isChangeOfClocks(LocalDate day) {
        Instant midnight = day.atStartOfDay(zone).toInstant();
        ZoneOffsetTransition next = zone.getRules().nextTransition(midnight);
        return next != null
                && next.getInstant().isBefore(day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /** What stakeholders are told. */
    static String announced(Duration downtime) {
        return downtime.isZero() ? "none" : LocalTimes.duration(downtime);
    }

    /** {@code 12 s}, {@code 3 min 20 s}; without the zeros that a measured time would have. */
    static String took(Duration duration) {
        return StatusLine.took(duration.toMillis())
                .replaceFirst("^(\\d+)\\.0 s$", "$1 s")
                .replaceFirst(" 0 (s|min)$", "");
    }
}
