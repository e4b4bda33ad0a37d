package io.tidegate.contracts.plan;

import io.tidegate.contracts.plan.PlanReader.PlanProblem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must be so between the parts of a plan, beyond what its schema can say: time, people, notices, criteria. */
final class PlanRules {
    /** Which texts are true at which moment: nobody may read "complete" after a rollback. */
    private static final Map<String, Set<String>> TRUE_AT = Map.of(
            "opened", Set.of("in-progress", "starting"),
            "reopened", Set.of("complete"),
            "overran", Set.of("extended", "delayed"),
            "extended", Set.of("extended"),
            "person-needed", Set.of("delayed", "extended"),
            "rolling-back", Set.of("rolling-back"),
            "rolled-back", Set.of("rolled-back"),
            "postponed", Set.of("postponed"),
            "moved", Set.of("moved"),
            "cancelled", Set.of("cancelled"));

    private static final Set<String> TRUE_BEFORE = Set.of("announce", "reminder", "starting");

    private final PlanPart plan;
    private final List<PlanProblem> problems = new ArrayList<>();

    private PlanRules(PlanPart plan) {
        this.plan = plan;
    }

    static List<PlanProblem> check(PlanDocument document) {
        var rules = new PlanRules(PlanPart.root(document));
        rules.time();
        rules.people();
        rules.audiences();
        rules.notices();
        rules.criteria();
        rules.problems.addAll(StepRules.check(rules.plan));
        rules.problems.addAll(TroubleRules.check(rules.plan, rules.roles()));
        rules.problems.addAll(ThresholdRules.check(rules.plan));
        rules.problems.addAll(D1Rules.check(rules.plan));
        rules.problems.addAll(WaveRules.check(rules.plan));
        return rules.problems;
    }

    private void time() {
        PlanPart window = plan.member("window");
        Optional<ZoneId> zone = zone(window.member("zone"));
        PlanPart start = window.member("start");
        start.text().ifPresent(text -> start(start, text, zone));
        Optional<Duration> length = window.duration("length");
        Optional<Duration> downtime = window.duration("downtime");
        if (length.isPresent() && downtime.isPresent() && downtime.get().compareTo(length.get()) > 0) {
            problems.add(window.member("downtime")
                    .problem(
                            "a downtime of " + Durations.format(downtime.get()),
                            "at most the window's length, " + Durations.format(length.get())));
        }
    }

    private Optional<ZoneId> zone(PlanPart part) {
        if (part.text().filter(name -> !name.isEmpty()).isEmpty()) {
            return Optional.empty();
        }
        if (ZoneId.getAvailableZoneIds().contains(part.node().asText())) {
            return Optional.of(ZoneId.of(part.node().asText()));
        }
        problems.add(part.problem(
                part.quoted(),
                Nearest.among(
                        part.node().asText(),
                        ZoneId.getAvailableZoneIds(),
                        "a time zone of the IANA database such as Asia/Jakarta, or UTC")));
        return Optional.empty();
    }

    private void start(PlanPart part, String text, Optional<ZoneId> zone) {
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            if (text.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?")) {
                problems.add(part.problem(part.quoted(), "a local time that the calendar has"));
            }
            return;
        }
        if (zone.isEmpty()) {
            return;
        }
        List<?> offsets = zone.get().getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = zone.get().getRules().getTransition(local);
            problems.add(part.problem(
                    part.quoted() + ", which clocks in " + zone.get() + " skip",
                    "a local time before " + gap.getDateTimeBefore() + " or from " + gap.getDateTimeAfter() + " on"));
        } else if (offsets.size() > 1) {
            problems.add(part.problem(
                    part.quoted() + ", which clocks in " + zone.get() + " show twice",
                    "a local time that comes once that day"));
        }
    }

    private void people() {
        List<PlanPart> team = plan.items("team");
        unique(
                team,
                member -> member.text("role")
                        .flatMap(role -> member.text("person").map(person -> role + " " + person)),
                "role and person");
        for (PlanPart member : team) {
            if (member.text("backup").isPresent() && member.text("backup").equals(member.text("person"))) {
                problems.add(member.member("backup")
                        .problem(member.member("backup").quoted() + ", the person", "somebody else, or no backup"));
            }
        }
        Set<String> roles = roles();
        List<PlanPart> approvals = plan.items("approvals");
        approvals.forEach(role -> known(role, roles, "a role of the team"));
        for (int i = 1; i < approvals.size(); i++) {
            for (int j = 0; j < i; j++) {
                differentPeople(approvals.get(j), approvals.get(i));
            }
        }
    }

    private void differentPeople(PlanPart first, PlanPart second) {
        Set<String> one = holders(first.text().orElse(""));
        Set<String> other = holders(second.text().orElse(""));
        if (!first.text().equals(second.text()) && one.size() == 1 && one.equals(other)) {
            problems.add(second.problem(
                    second.quoted() + ", held by " + one.iterator().next() + " as '"
                            + first.text().orElse("") + "' is",
                    "roles that different people hold: go needs two people"));
        }
    }

    private Set<String> holders(String role) {
        return plan.items("team").stream()
                .filter(member -> member.member("role").is(role))
                .map(this::human)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The first account of whoever this is: two accounts with one name, address or phone number are one human being. */
    private Optional<String> human(PlanPart member) {
        return plan.items("team").stream()
                .filter(other -> Stream.of("person", "name", "email", "whatsapp")
                        .anyMatch(key ->
                                member.text(key).isPresent() && member.text(key).equals(other.text(key))))
                .flatMap(other -> other.text("person").stream())
                .findFirst();
    }

    private Set<String> roles() {
        return texts(plan.items("team"), "role");
    }

    private void audiences() {
        List<PlanPart> audiences = plan.items("audiences");
        unique(audiences, audience -> audience.text("name"), "name");
        audiences.forEach(audience -> zone(audience.member("zone")));
    }

    private void notices() {
        List<PlanPart> notices = plan.items("notices");
        unique(notices, notice -> notice.text("id"), "id");
        Set<String> audiences = texts(plan.items("audiences"), "name");
        for (PlanPart notice : notices) {
            notice.items("audiences").forEach(name -> known(name, audiences, "an audience of the plan"));
            truth(notice);
            reach(notice, "email", "a mail address");
            reach(notice, "whatsapp", "a phone number");
        }
    }

    private void truth(PlanPart notice) {
        PlanPart template = notice.member("template");
        if (template.text().isEmpty()
                || notice.member("at").isThere() == notice.member("on").isThere()) {
            return;
        }
        Optional<String> moment = notice.text("on");
        Set<String> allowed = moment.isPresent() ? TRUE_AT.getOrDefault(moment.get(), Set.of()) : TRUE_BEFORE;
        if (!allowed.isEmpty() && !allowed.contains(template.text().get())) {
            String when = moment.map(on -> "on " + on).orElse("before the start");
            problems.add(template.problem(
                    template.quoted() + " " + when,
                    "what is true then: " + allowed.stream().sorted().collect(Collectors.joining(", "))));
        }
    }

    private void reach(PlanPart notice, String medium, String address) {
        Optional<PlanPart> channel = notice.items("channels").stream()
                .filter(item -> item.is(medium))
                .findFirst();
        List<String> names = notice.member("audiences").texts();
        List<PlanPart> audiences = plan.items("audiences").stream()
                .filter(audience ->
                        audience.text("name").filter(names::contains).isPresent())
                .toList();
        boolean reached = audiences.size() < names.size() // An unknown one has been complained about.
                || audiences.stream()
                        .anyMatch(audience -> !audience.items(medium).isEmpty());
        if (channel.isPresent() && !reached) {
            problems.add(channel.get()
                    .problem(
                            "'" + medium + "', but none of its audiences has " + address,
                            "channels that reach somebody"));
        }
    }

    private void criteria() {
        List<PlanPart> criteria = plan.items("criteria");
        unique(criteria, criterion -> criterion.text("id"), "id");
        Set<String> steps = texts(
                plan.items("steps").stream()
                        .filter(step -> step.member("phase").is("prepare"))
                        .toList(),
                "id");
        Set<String> notices = texts(
                plan.items("notices").stream()
                        .filter(notice -> notice.member("at").isThere())
                        .toList(),
                "id");
        Set<String> roles = roles();
        for (PlanPart criterion : criteria) {
            known(criterion.member("attested-by"), roles, "a role of the team");
            known(criterion.member("override"), roles, "a role of the team");
            if (criterion.member("max-age").isThere()
                    && !criterion.member("step").isThere()) {
                problems.add(criterion
                        .member("max-age")
                        .problem("'max-age' without 'step'", "it for what a step measures: nothing else grows old"));
            }
            if (criterion.member("state").is("team-available")
                    && !plan.member("availability").isThere()) {
                problems.add(criterion
                        .member("state")
                        .problem(
                                "'team-available' without 'availability'",
                                "it in a plan that says when the team is asked"));
            }
            known(criterion.member("step"), steps, "a step of phase prepare, because go is decided after it");
            known(criterion.member("notice"), notices, "a notice with 'at', because go is decided before the window");
        }
    }

    /** Complains about a name that is there and unknown. */
    private void known(PlanPart reference, Collection<String> names, String allowed) {
        reference
                .text()
                .filter(name -> !names.contains(name))
                .ifPresent(name ->
                        problems.add(reference.problem(reference.quoted(), Nearest.among(name, names, allowed))));
    }

    private void unique(List<PlanPart> items, Function<PlanPart, Optional<String>> key, String what) {
        Map<String, PlanPart> first = new HashMap<>();
        for (PlanPart item : items) {
            key.apply(item).ifPresent(value -> {
                PlanPart before = first.putIfAbsent(value, item);
                if (before != null) {
                    problems.add(item.problem(
                            "the " + what + " '" + value + "' a second time",
                            "each " + what + " once; the first is " + before.path()));
                }
            });
        }
    }

    private static Set<String> texts(List<PlanPart> items, String member) {
        return items.stream()
                .flatMap(item -> item.text(member).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
