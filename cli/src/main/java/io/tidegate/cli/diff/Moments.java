package io.tidegate.cli.diff;

import io.tidegate.contracts.plan.Offset;
import io.tidegate.contracts.plan.Plan;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** When things are, on the clocks of whom they concern. */
final class Moments {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm z", Locale.ENGLISH);

    private Moments() {}

    static Optional<Instant> start(Plan plan) {
        LocalDateTime start = plan.window().start();
        return Optional.ofNullable(start)
                .map(time -> time.atZone(plan.window().zone()).toInstant());
    }

    /** When a notice goes out; empty for one that a moment sends, and where the plan names no start. */
    static Optional<Instant> of(Plan plan, Plan.Notice notice) {
        Offset at = notice.at();
        return at == null
                ? Optional.empty()
                : start(plan).map(start -> at.before(start, plan.window().zone()));
    }

    static String in(ZoneId zone, Instant time) {
        return FORM.format(time.atZone(zone));
    }

    /** In the plan's zone, then for audiences that live by another. */
    static String forAll(Plan plan, List<String> audiences, Instant time) {
        ZoneId own = plan.window().zone();
        Map<ZoneId, List<String>> others = new LinkedHashMap<>();
        plan.audiences().stream()
                .filter(audience -> audiences.contains(audience.name()))
                .filter(audience -> !in(audience.zone(), time).equals(in(own, time)))
                .forEach(audience -> others.computeIfAbsent(audience.zone(), zone -> new ArrayList<>())
                        .add(audience.name()));
        return in(own, time)
                + others.entrySet().stream()
                        .map(entry ->
                                ", for " + String.join(" and ", entry.getValue()) + " " + in(entry.getKey(), time))
                        .collect(Collectors.joining());
    }

    static List<String> allAudiences(Plan plan) {
        return plan.audiences().stream().map(Plan.Audience::name).toList();
    }
}
