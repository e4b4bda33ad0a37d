package io.tidegate.cli.simulation;

import io.tidegate.notifier.text.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The weeks around a window, a column for each day, with the notices in them. */
final class CalendarDrawing {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEEE", Locale.ENGLISH);

    private final Simulation simulation;
    private final Times times;

    CalendarDrawing(Simulation simulation) {
        this.simulation = simulation;
        times = new Times(simulation);
    }

    List<Map<String, Object>> model() {
        Map<LocalDate, List<Map<String, Object>>> marks = marks();
        ZoneId zone = simulation.zone();
        LocalDate start = times.date(simulation.start());
        List<Map<String, Object>> days = new ArrayList<>();
        LocalDate first = times.date(simulation.from().plus(Simulator.AHEAD));
        for (LocalDate day = first; !day.isAfter(times.date(simulation.until())); day = day.plusDays(1)) {
            Instant noon = day.atTime(12, 0).atZone(zone).toInstant();
            boolean named = days.isEmpty() || day.getDayOfMonth() == 1;
            days.add(Map.of(
                    "number", DAY.format(day),
                    "weekday", WEEKDAY.format(day),
                    "month", named ? MONTH.format(day) : "",
                    "offset", times.offset(noon),
                    "isStart", day.equals(start),
                    "weekend", day.getDayOfWeek().getValue() > 5,
                    "marks", marks.getOrDefault(day, List.of())));
        }
        return days;
    }

    /** One for each notice of a day, whatever the number of its audiences. */
    private Map<LocalDate, List<Map<String, Object>>> marks() {
        Map<LocalDate, Map<String, Map<String, Object>>> byDay = new TreeMap<>();
        for (Happening happening : simulation.happenings()) {
            if (happening instanceof Happening.Notice notice) {
                byDay.computeIfAbsent(times.date(notice.at()), day -> new LinkedHashMap<>())
                        .putIfAbsent(
                                notice.notice(),
                                Map.of(
                                        "label",
                                        times.clock(notice.at()).substring(0, 5) + " "
                                                + Texts.label(notice.template()).replace('-', ' '),
                                        "night",
                                        notice.night()));
            }
        }
        Map<LocalDate, List<Map<String, Object>>> marks = new TreeMap<>();
        byDay.forEach((day, notices) -> marks.put(day, List.copyOf(notices.values())));
        return marks;
    }
}
