package io.tidegate.contracts.plan;

import io.tidegate.contracts.plan.PlanReader.PlanProblem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What must be so in what a plan says of trouble, of people's own steps, and of the time before and after. */
final class TroubleRules {
    private final PlanPart plan;
    private final Set<String> roles;
    private final List<PlanProblem> problems = new ArrayList<>();

    private TroubleRules(PlanPart plan, Set<String> roles) {
        this.plan = plan;
        this.roles = roles;
    }

    static List<PlanProblem> check(PlanPart plan, Set<String> roles) {
        var rules = new TroubleRules(plan, roles);
        plan.member("availability").items("roles").forEach(rules::role);
        rules.escalation();
        rules.followUps();
        rules.blackouts();
        Stream.concat(plan.items("steps").stream(), plan.items("rollback").stream())
                .forEach(rules::step);
        return rules.problems;
    }

    private void escalation() {
        Optional<Duration> before = Optional.empty();
        for (PlanPart level : plan.member("contingencies").items("escalation")) {
            level.items("roles").forEach(this::role);
            Optional<Duration> after = level.duration("after");
            if (before.isPresent() && after.isPresent() && after.get().compareTo(before.get()) <= 0) {
                problems.add(level.member("after")
                        .problem(
                                Durations.format(after.get()),
                                "more than the level before, " + Durations.format(before.get())));
            }
            before = after.isPresent() ? after : before;
            reach(level, "whatsapp");
            reach(level, "email");
        }
    }

    /** A level that is to be called over a channel has somebody with an address there. */
    private void reach(PlanPart level, String channel) {
        List<String> called = level.member("roles").texts();
        boolean reached = plan.items("team").stream()
                .filter(member -> member.text("role").filter(called::contains).isPresent())
                .anyMatch(member -> member.member(channel).isThere());
        level.items("channels").stream()
                .filter(item -> item.is(channel))
                .findFirst()
                .filter(item -> !reached)
                .ifPresent(item -> problems.add(item.problem(
                        "'" + channel + "', but nobody of " + String.join(", ", called) + " has '" + channel
                                + "' in the team",
                        "channels that reach somebody")));
    }

    private void followUps() {
        Map<String, PlanPart> first = new HashMap<>();
        for (PlanPart followUp : plan.items("follow-ups")) {
            role(followUp.member("role"));
            followUp.text("id").ifPresent(id -> {
                PlanPart before = first.putIfAbsent(id, followUp);
                if (before != null) {
                    problems.add(followUp.member("id")
                            .problem(
                                    "the id '" + id + "' a second time",
                                    "each id once; the first is " + before.path()));
                }
            });
        }
    }

    private void blackouts() {
        for (PlanPart blackout : plan.items("blackouts")) {
            Optional<LocalDate> from = date(blackout.member("from"));
            Optional<LocalDate> to = date(blackout.member("to"));
            if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
                problems.add(blackout.member("to").problem(to.get().toString(), "a date from " + from.get() + " on"));
            }
        }
    }

    private Optional<LocalDate> date(PlanPart part) {
        return part.text().filter(text -> text.matches("\\d{4}-\\d{2}-\\d{2}")).flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeException e) {
                problems.add(part.problem(part.quoted(), "a date that the calendar has"));
                return Optional.empty();
            }
        });
    }

    private void step(PlanPart step) {
        role(step.member("run").member("role"));
        step.items("may-skip").forEach(this::role);
        boolean inWindow = Stream.of("close", "protect", "migrate", "verify", "reopen")
                .anyMatch(phase -> step.member("phase").is(phase));
        for (String key : List.of("by", "fix", "on-failure")) {
            if (step.member(key).isThere() && !inWindow && step.member("phase").isThere()) {
                problems.add(step.member(key)
                        .problem(
                                "'" + key + "' in phase " + step.member("phase").quoted(),
                                "it in steps from close to reopen"));
            }
        }
        Optional<Duration> by = step.duration("by");
        Optional<Duration> length = plan.member("window").duration("length");
        if (by.isPresent() && length.isPresent() && by.get().compareTo(length.get()) > 0) {
            problems.add(step.member("by")
                    .problem(
                            Durations.format(by.get()),
                            "at most the window's length, " + Durations.format(length.get())));
        }
    }

    private void role(PlanPart reference) {
        reference
                .text()
                .filter(name -> !roles.contains(name))
                .ifPresent(name -> problems.add(
                        reference.problem(reference.quoted(), Nearest.among(name, roles, "a role of the team"))));
    }
}
