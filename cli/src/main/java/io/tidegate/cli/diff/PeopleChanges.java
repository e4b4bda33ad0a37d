package io.tidegate.cli.diff;

import io.tidegate.cli.diff.PlanChange.Area;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Plan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who works on it, who must say so, who is told. */
final class PeopleChanges {
    private final Plan before;
    private final Plan after;
    private final Changes changes = new Changes();

    private PeopleChanges(Plan before, Plan after) {
        this.before = before;
        this.after = after;
    }

    static List<PlanChange> of(Plan before, Plan after) {
        PeopleChanges people = new PeopleChanges(before, after);
        people.approvals();
        people.criteria();
        people.team();
        people.audiences();
        people.availability();
        people.blackouts();
        return people.changes.all();
    }

    private void approvals() {
        for (String role : before.approvals()) {
            if (!after.approvals().contains(role)) {
                changes.say(Area.DECISION, role, "The go of " + role + " is not needed any more.");
            }
        }
        for (String role : after.approvals()) {
            if (!before.approvals().contains(role)) {
                changes.say(Area.DECISION, role, role + " (" + holders(after, role) + ") must say go too.");
            }
        }
    }

    private void criteria() {
        for (Plan.Criterion was : before.criteria()) {
            criterion(after, was.id())
                    .ifPresentOrElse(
                            is -> changed(was, is),
                            () -> changes.say(
                                    Area.DECISION,
                                    was.id(),
                                    "'" + was.title() + "' is no condition of go any more; " + by(before, was)
                                            + " said so."));
        }
        for (Plan.Criterion is : after.criteria()) {
            if (criterion(before, is.id()).isEmpty()) {
                changes.say(
                        Area.DECISION,
                        is.id(),
                        "'" + is.title() + "' is a new condition of go: " + by(after, is) + " says so.");
            }
        }
    }

    private void changed(Plan.Criterion was, Plan.Criterion is) {
        if (!was.title().equals(is.title())) {
            changes.say(Area.DECISION, is.id(), "The condition '" + was.title() + "' reads '" + is.title() + "' now.");
        }
        boolean sameSource = Objects.equals(was.attestedBy(), is.attestedBy())
                && Objects.equals(was.step(), is.step())
                && Objects.equals(was.notice(), is.notice())
                && was.state() == is.state();
        if (!sameSource) {
            changes.say(
                    Area.DECISION,
                    is.id(),
                    "Whether '" + is.title() + "' is so, " + by(after, is) + " says instead of " + by(before, was)
                            + ".");
        }
        changes.differ(
                Area.DECISION,
                is.id(),
                "'" + is.title() + "' counts for",
                was.maxAge() == null ? "ever" : Durations.format(was.maxAge()),
                is.maxAge() == null ? "ever" : Durations.format(is.maxAge()));
        changes.differ(
                Area.DECISION,
                is.id(),
                "The window may go without '" + is.title() + "' when so says",
                Objects.requireNonNullElse(was.override(), "nobody"),
                Objects.requireNonNullElse(is.override(), "nobody"));
    }

    /** Whose word a criterion is: {@code qa (Sari)}, {@code the step 'preflight'}. */
    private static String by(Plan plan, Plan.Criterion criterion) {
        String role = criterion.attestedBy();
        if (role != null) {
            return role + " (" + holders(plan, role) + ")";
        }
        if (criterion.state() != null) {
            return switch (criterion.state()) {
                case TEAM_AVAILABLE -> "the team's answers";
                case AGENT_HEARD -> "whether the agent is heard";
            };
        }
        return criterion.step() == null
                ? "the delivery of '" + criterion.notice() + "'"
                : "the step '" + criterion.step() + "'";
    }

    private void team() {
        Set<String> roles = new LinkedHashSet<>();
        before.team().forEach(member -> roles.add(member.role()));
        after.team().forEach(member -> roles.add(member.role()));
        for (String role : roles) {
            String was = holders(before, role);
            String is = holders(after, role);
            if (was.equals(is)) {
                addresses(role);
            } else if (was.isEmpty()) {
                changes.say(Area.PEOPLE, role, "There is a " + role + ": " + is + ".");
            } else if (is.isEmpty()) {
                changes.say(Area.PEOPLE, role, "There is no " + role + " any more; it was " + was + ".");
            } else {
                changes.say(Area.PEOPLE, role, role + " is " + is + " instead of " + was + ".");
            }
        }
    }

    private void addresses(String role) {
        if (!of(before, role, Plan.Member::email).equals(of(after, role, Plan.Member::email))) {
            changes.say(Area.PEOPLE, role, "The mail address of " + holders(after, role) + " is another.");
        }
        if (!of(before, role, Plan.Member::whatsapp).equals(of(after, role, Plan.Member::whatsapp))) {
            changes.say(Area.PEOPLE, role, "The WhatsApp number of " + holders(after, role) + " is another.");
        }
        if (!of(before, role, Plan.Member::person).equals(of(after, role, Plan.Member::person))) {
            changes.say(Area.PEOPLE, role, "The chat user of " + holders(after, role) + " is another.");
        }
    }

    private static List<String> of(Plan plan, String role, Function<Plan.Member, @Nullable String> what) {
        return plan.team().stream()
                .filter(member -> member.role().equals(role))
                .map(member -> String.valueOf(what.apply(member)))
                .toList();
    }

    private void availability() {
        Plan.Availability was = before.availability();
        Plan.Availability is = after.availability();
        if (is == null && was != null) {
            changes.say(Area.PEOPLE, "availability", "Nobody is asked any more whether they will be there.");
        } else if (is != null && !is.equals(was)) {
            changes.say(
                    Area.PEOPLE,
                    "availability",
                    asked(is) + " asked at " + is.ask() + " whether they will be there, and "
                            + (is.roles().size() == 1 ? "has " : "have ") + Durations.format(is.answerWithin())
                            + " to answer"
                            + (was == null
                                    ? "; nobody was asked."
                                    : "; until now " + asked(was) + " asked at " + was.ask() + " with "
                                            + Durations.format(was.answerWithin()) + "."));
        }
    }

    private static String asked(Plan.Availability availability) {
        List<String> roles = availability.roles();
        return roles.isEmpty()
                ? "All of the team are"
                : String.join(", ", roles) + (roles.size() == 1 ? " is" : " are");
    }

    private void blackouts() {
        before.blackouts().stream()
                .filter(blackout -> !after.blackouts().contains(blackout))
                .forEach(blackout ->
                        changes.say(Area.TIMES, "blackouts", "A window may be " + inWords(blackout) + " again."));
        after.blackouts().stream()
                .filter(blackout -> !before.blackouts().contains(blackout))
                .forEach(blackout ->
                        changes.say(Area.TIMES, "blackouts", "No window may be " + inWords(blackout) + "."));
    }

    private static String inWords(Plan.Blackout blackout) {
        String days = blackout.from().equals(blackout.to())
                ? "on " + blackout.from()
                : "from " + blackout.from() + " to " + blackout.to();
        return days + " (" + blackout.why() + ")";
    }

    private void audiences() {
        for (Plan.Audience was : before.audiences()) {
            after.audience(was.name())
                    .ifPresentOrElse(
                            is -> changed(was, is),
                            () -> changes.say(Area.PEOPLE, was.name(), was.name() + " are not told any more."));
        }
        for (Plan.Audience is : after.audiences()) {
            if (before.audience(is.name()).isEmpty()) {
                changes.say(Area.PEOPLE, is.name(), is.name() + " are told too, in " + is.zone() + ".");
            }
        }
    }

    private void changed(Plan.Audience was, Plan.Audience is) {
        if (!was.zone().equals(is.zone())) {
            changes.say(
                    Area.TIMES,
                    is.name(),
                    is.name() + " read times in " + is.zone() + " instead of " + was.zone() + ".");
        }
        addresses(is.name(), "mail addresses", was.email(), is.email());
        addresses(is.name(), "WhatsApp numbers", was.whatsapp(), is.whatsapp());
    }

    /** How many, not which: a difference may go where addresses do not belong. */
    private void addresses(String audience, String what, List<String> was, List<String> is) {
        long gone = was.stream().filter(address -> !is.contains(address)).count();
        long come = is.stream().filter(address -> !was.contains(address)).count();
        if (gone + come > 0) {
            changes.say(Area.PEOPLE, audience, audience + ": " + what + " added: " + come + ", removed: " + gone + ".");
        }
    }

    private static Optional<Plan.Criterion> criterion(Plan plan, String id) {
        return plan.criteria().stream()
                .filter(criterion -> criterion.id().equals(id))
                .findFirst();
    }

    static String holders(Plan plan, String role) {
        return plan.team().stream()
                .filter(member -> member.role().equals(role))
                .map(member -> member.backup() == null
                        ? member.name()
                        : member.name() + ", in whose place "
                                + plan.names().getOrDefault(member.backup(), member.backup()))
                .collect(Collectors.joining("; "));
    }
}
