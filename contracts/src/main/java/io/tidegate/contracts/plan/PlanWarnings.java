package io.tidegate.contracts.plan;

import io.tidegate.contracts.plan.Plan.Medium;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a valid plan, looked at alone, gives to think about: clocks that change, people woken up, people alone. */
public final class PlanWarnings {
    private static final LocalTime NIGHT_BEGINS = LocalTime.of(22, 0);
    private static final LocalTime NIGHT_ENDS = LocalTime.of(6, 0);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("HH:mm z 'on' EEE d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);

    private final Plan plan;
    private final List<PlanWarning> warnings = new ArrayList<>();

    private PlanWarnings(Plan plan) {
        this.plan = plan;
    }

    /** With the plan's own start; without a start what needs none. */
    public static List<PlanWarning> of(Plan plan) {
        var start = plan.window().start();
        return of(
                plan, start == null ? null : start.atZone(plan.window().zone()).toInstant());
    }

    /** @param start of the window; null where nobody knows it yet */
    public static List<PlanWarning> of(Plan plan, @Nullable Instant start) {
        var found = new PlanWarnings(plan);
        if (start != null) {
            found.clocksInside(start);
            found.clocksBefore(start);
            found.nights(start);
        }
        found.peopleAlone();
        return List.copyOf(found.warnings);
    }

    /** 22:00 to 06:00 of that zone's clocks. */
    public static boolean isNight(Instant time, ZoneId zone) {
        LocalTime local = time.atZone(zone).toLocalTime();
        return !local.isBefore(NIGHT_BEGINS) || local.isBefore(NIGHT_ENDS);
    }

    /** The channels of a notice that make a sound where their readers sleep. */
    public static List<Medium> thatReachPeople(Plan.Notice notice) {
        return notice.channels().stream()
                .filter(medium -> medium == Medium.EMAIL || medium == Medium.WHATSAPP)
                .toList();
    }

    private void clocksInside(Instant start) {
        Instant from = start.minus(plan.window().decision());
        Instant to = start.plus(plan.window().length()).plus(plan.window().watch());
        for (ZoneId zone : zones()) {
            transition(zone, from, to)
                    .ifPresent(change -> warn(
                            "clock-change-in-window",
                            "window.start",
                            clocks(zone, change)
                                    + ", between the decision and the end of the watch: an hour of the window "
                                    + (change.isGap() ? "does not exist" : "exists twice")
                                    + " for whoever lives there. Choose another day, or say times with their distance from"
                                    + " UTC."));
        }
    }

    private void clocksBefore(Instant start) {
        for (ZoneId zone : zones()) {
            List<Plan.Notice> earlier = plan.notices().stream()
                    .filter(notice -> notice.at() != null && isReadIn(zone, notice))
                    .filter(notice ->
                            transition(zone, timeOf(notice, start), start).isPresent())
                    .toList();
            if (earlier.isEmpty()) {
                continue;
            }
            Plan.Notice last = earlier.getLast();
            ZoneOffsetTransition change =
                    transition(zone, timeOf(last, start), start).orElseThrow();
            boolean told = plan.notices().stream()
                    .anyMatch(notice -> notice.at() != null && isReadIn(zone, notice) && !earlier.contains(notice));
            warn(
                    "clock-change-before-window",
                    place(earlier.getFirst()) + ".at",
                    clocks(zone, change) + ", after " + names(earlier) + " and before the window. What they say is"
                            + " right, and is read by the clock of before."
                            + (told ? "" : " Say it once more after the change: no other notice does."));
        }
    }

    private void nights(Instant start) {
        for (Plan.Notice notice : plan.notices()) {
            Offset at = notice.at();
            List<Medium> loud = thatReachPeople(notice);
            if (at == null || loud.isEmpty()) {
                continue;
            }
            Instant time = timeOf(notice, start);
            List<Plan.Audience> asleep = audiences(notice)
                    .filter(audience -> isNight(time, audience.zone()))
                    .toList();
            if (!asleep.isEmpty()) {
                warn(
                        "notice-at-night",
                        place(notice) + ".at",
                        "'" + notice.id() + "' reaches "
                                + asleep.stream().map(Plan.Audience::name).collect(Collectors.joining(" and "))
                                + " at night, by " + media(loud) + ": at "
                                + MOMENT.format(time.atZone(asleep.getFirst().zone())) + "."
                                + (at instanceof Offset.Days days
                                        ? " Give it an hour of its own, for instance D-" + days.days() + " 09:00."
                                        : ""));
            }
        }
    }

    private void peopleAlone() {
        for (int i = 0; i < plan.approvals().size(); i++) {
            String role = plan.approvals().get(i);
            alone(role).ifPresent(warnAlone("approvals[" + i + "]", role, "say go"));
        }
        for (int i = 0; i < plan.criteria().size(); i++) {
            Plan.Criterion criterion = plan.criteria().get(i);
            String role = criterion.attestedBy();
            if (role != null) {
                alone(role)
                        .ifPresent(warnAlone(
                                "criteria[" + i + "].attested-by", role, "attest '" + criterion.title() + "'"));
            }
        }
    }

    private Consumer<Plan.Member> warnAlone(String path, String role, String what) {
        return member -> warn(
                "one-person",
                path,
                "Nobody but " + member.name() + " can " + what + ": " + role + " has one person and no backup. Without "
                        + member.name() + " there is no go.");
    }

    /** The one holder of a role in whose place nobody can act. */
    private Optional<Plan.Member> alone(String role) {
        List<Plan.Member> members = plan.team().stream()
                .filter(member -> member.role().equals(role))
                .toList();
        Set<String> people = members.stream()
                .flatMap(member -> Stream.of(member.person(), member.backup()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return people.size() == 1 ? Optional.of(members.getFirst()) : Optional.empty();
    }

    private void warn(String code, String path, String text) {
        warnings.add(new PlanWarning(code, path, text));
    }

    /** The plan's and then those of its audiences, each once. */
    private List<ZoneId> zones() {
        return Stream.concat(
                        Stream.of(plan.window().zone()),
                        plan.audiences().stream().map(Plan.Audience::zone))
                .distinct()
                .toList();
    }

    private Instant timeOf(Plan.Notice notice, Instant start) {
        return Objects.requireNonNull(notice.at()).before(start, plan.window().zone());
    }

    private Stream<Plan.Audience> audiences(Plan.Notice notice) {
        return notice.audiences().stream().flatMap(name -> plan.audience(name).stream());
    }

    private boolean isReadIn(ZoneId zone, Plan.Notice notice) {
        return audiences(notice).anyMatch(audience -> audience.zone().equals(zone));
    }

    private String place(Plan.Notice notice) {
        return "notices[" + plan.notices().indexOf(notice) + "]";
    }

    private static Optional<ZoneOffsetTransition> transition(ZoneId zone, Instant after, Instant upTo) {
        return Optional.ofNullable(zone.getRules().nextTransition(after))
                .filter(change -> !change.getInstant().isAfter(upTo));
    }

    /** {@code Clocks in Europe/Berlin go back by 1h on Sun 25 Oct 2026 at 03:00}. */
    private static String clocks(ZoneId zone, ZoneOffsetTransition change) {
        Duration by = change.getDuration().abs();
        return "Clocks in " + zone + " go " + (change.isGap() ? "forward" : "back") + " by " + Durations.format(by)
                + " on " + DAY.format(change.getDateTimeBefore()) + " at "
                + change.getDateTimeBefore().toLocalTime();
    }

    private static String names(List<Plan.Notice> notices) {
        return notices.stream()
                .map(notice -> "'" + notice.id() + "' (" + notice.at() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String media(List<Medium> media) {
        return media.stream()
                .map(medium -> medium == Medium.WHATSAPP ? "WhatsApp" : "mail")
                .collect(Collectors.joining(" and "));
    }
}
