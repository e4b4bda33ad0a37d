package io.tidegate.orchestrator.window;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Wave;
import io.tidegate.contracts.window.WindowCommand.Schedule;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.contracts.window.WindowState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A window begins: its plan goes into the log, and notices whose time has passed are sent now or left out. */
final class Scheduling {
    private Scheduling() {}

    static Decision decide(WindowState state, Schedule command, Input.FromPerson input, Actor actor, Instant now) {
        return switch (input.plans()) {
            case PlanLookup.Found found -> decide(state, command, found, null, input.neighbours(), actor, now);
            case PlanLookup.Unknown unknown ->
                rejected(
                        "plan-unknown",
                        "There is no plan '" + unknown.name() + "'.",
                        unknown.known().isEmpty()
                                ? "No plan is there yet: put one into the directory of plans."
                                : "There are: " + String.join(", ", unknown.known()) + ".");
            case PlanLookup.Invalid invalid ->
                rejected(
                        "plan-invalid",
                        "The plan '" + invalid.name() + "' is not valid: " + String.join("; ", invalid.problems())
                                + ".",
                        "Mend it, and look at it with: tidegate plan validate.");
            case PlanLookup.NotAsked notAsked ->
                throw new IllegalStateException("nobody looked for the plan of " + command);
        };
    }

    /** @param wave where the window stands among those of a plan for several targets, of which {@code found} is one */
    static Decision decide(
            WindowState state,
            Schedule command,
            PlanLookup.Found found,
            @Nullable Wave wave,
            List<Neighbour> neighbours,
            Actor actor,
            Instant now) {
        Plan plan = found.plan();
        if (plan.waves() != null) {
            throw new IllegalStateException("a window has one target, and not those of " + plan.waves());
        }
        if (actor.kind() != Actor.Kind.PERSON || plan.rolesOf(actor.id()).isEmpty()) {
            return rejected(
                    "not-in-the-team",
                    actor.label() + " is not in the team of " + plan.title() + ".",
                    "Ask one of the team: " + String.join(", ", plan.names().values()) + ".");
        }
        Instant startsAt = startOf(command, plan);
        if (startsAt == null) {
            return rejected(
                    "start-missing",
                    "Neither the wish nor the plan says when the window starts.",
                    "Name a start: /migration schedule " + plan.name() + " <date and time>.");
        }
        if (!startsAt.isAfter(now)) {
            return rejected(
                    "start-passed",
                    "The start, " + startsAt.atZone(plan.window().zone()).toLocalDateTime() + " "
                            + plan.window().zone() + ", has passed.",
                    "Name a later start: /migration schedule " + plan.name() + " <date and time>.");
        }
        Optional<Refusal> taken = taken(plan, startsAt, neighbours);
        if (taken.isPresent()) {
            return new Decision.Rejected(CommandKind.SCHEDULE, taken.get());
        }
        Optional<Refusal> blackout = blackout(plan, startsAt);
        if (blackout.isPresent()) {
            return new Decision.Rejected(CommandKind.SCHEDULE, blackout.get());
        }
        return scheduled(new Course(state, actor, now), command, found, wave, startsAt, neighbours);
    }

    /** Why no window of this plan may be then; empty when it may. */
    static Optional<Refusal> blackout(Plan plan, Instant startsAt) {
        ZoneId zone = plan.window().zone();
        LocalDate first = startsAt.atZone(zone).toLocalDate();
        LocalDate last = startsAt.plus(plan.window().length()).atZone(zone).toLocalDate();
        return plan.blackouts().stream()
                .filter(blackout ->
                        !blackout.from().isAfter(last) && !blackout.to().isBefore(first))
                .findFirst()
                .map(blackout -> new Refusal(
                        "blackout",
                        "From " + blackout.from() + " to " + blackout.to() + " no window may be: " + blackout.why()
                                + ".",
                        "Name a start before or after it."));
    }

    /** Why no window of this plan may be then, because its target has another one; empty when it may. */
    static Optional<Refusal> taken(Plan plan, Instant startsAt, List<Neighbour> neighbours) {
        return Neighbour.on(plan.target(), neighbours)
                .filter(other ->
                        other.overlaps(startsAt, startsAt.plus(plan.window().length())))
                .findFirst()
                .map(other -> new Refusal(
                        "target-taken",
                        "The window " + other.inWords() + " has the target " + plan.target() + " "
                                + span(other, plan.window().zone()) + ".",
                        "Name a start before or after it, or give it up with /migration cancel --window "
                                + other.window() + "."));
    }

    /** {@code from 2026-12-01T04:30 to 2026-12-01T05:01 UTC}. */
    static String span(Neighbour other, ZoneId zone) {
        return "from " + local(other.startsAt(), zone) + " to " + local(other.endsAt(), zone) + " " + zone;
    }

    static LocalDateTime local(Instant time, ZoneId zone) {
        return time.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
    }

    static @Nullable Instant startOf(Schedule command, Plan plan) {
        Instant wished = command.startsAt();
        if (wished != null) {
            return wished.truncatedTo(ChronoUnit.MILLIS);
        }
        LocalDateTime planned = plan.window().start();
        return planned == null ? null : planned.atZone(plan.window().zone()).toInstant();
    }

    private static Decision scheduled(
            Course course,
            Schedule command,
            PlanLookup.Found found,
            @Nullable Wave wave,
            Instant startsAt,
            List<Neighbour> neighbours) {
        Plan plan = found.plan();
        Instant decisionAt = startsAt.minus(plan.window().decision());
        course.happens(new WindowEvent.WindowScheduled(
                plan,
                found.hash(),
                startsAt,
                startsAt.plus(plan.window().length()),
                decisionAt.isBefore(course.now()) ? course.now() : decisionAt,
                command.channel(),
                wave));
        Preparing.warns(course, neighbours);
        Preparing.leavesOutWhatIsPast(course, "its time had passed when the window was scheduled");
        return course.accepted();
    }

    private static Decision rejected(String code, String sentence, String mend) {
        return new Decision.Rejected(CommandKind.SCHEDULE, new Refusal(code, sentence, mend));
    }
}
