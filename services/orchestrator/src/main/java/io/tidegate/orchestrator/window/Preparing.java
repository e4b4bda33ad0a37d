package io.tidegate.orchestrator.window;

import io.tidegate.contracts.plan.Offset;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanWarnings;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.Window.NoticeState;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What happens while a window is prepared: people are asked, its date and its plan change. */
final class Preparing {
    /** Of other windows with the same people; the rest is counted. */
    private static final int NAMED = 3;

    private Preparing() {}

    /** Each role once; a role that more than one person holds is there when one of them is. */
    static void asksEverybody(Course course) {
        Plan plan = course.window().plan();
        Set<String> asked = new LinkedHashSet<>();
        for (Plan.Member member : plan.team()) {
            boolean isToBeThere =
                    plan.availability() == null || plan.availability().asks(member.role());
            if (isToBeThere && asked.add(member.role())) {
                course.happens(new WindowEvent.AvailabilityAsked(member.role(), member.person()));
            }
        }
    }

    static void asksStandIn(Course course, String role) {
        Window.Asked asked = course.window().availability().get(role);
        if (asked != null) {
            course.window()
                    .plan()
                    .standIn(role, asked.person())
                    .ifPresent(person -> course.happens(new WindowEvent.AvailabilityAsked(role, person)));
        }
    }

    /** In every role that was asked and that the person may answer for; where they cannot come, who stands in is asked. */
    static void answers(Course course, Wish wish, WindowCommand.Available answer) {
        for (String role : wish.rolesAsked()) {
            course.happens(new WindowEvent.AvailabilityAnswered(
                    role, answer.available(), answer.available() ? "" : answer.reason()));
            if (!answer.available()) {
                asksStandIn(course, role);
            }
        }
        Onward.go(course);
    }

    static void moves(Course course, Instant startsAt, String reason, List<Neighbour> neighbours) {
        Window window = course.window();
        Breaks.endsStepAtWork(course, "the window is moved");
        Instant decisionAt = startsAt.minus(window.plan().window().decision());
        course.happens(new WindowEvent.WindowMoved(
                startsAt,
                startsAt.plus(window.plan().window().length()),
                decisionAt.isBefore(course.now()) ? course.now() : decisionAt,
                reason));
        warns(course, neighbours);
        leavesOutWhatIsPast(course, "its time had passed when the window was moved");
    }

    static void replans(Course course, PlanLookup.Found found) {
        Breaks.endsStepAtWork(course, "the plan is changed");
        course.happens(new WindowEvent.PlanChanged(found.plan(), found.hash()));
        leavesOutWhatIsPast(course, "its time had passed when the plan was changed");
        Onward.go(course);
    }

    /** What there is to think about in the date. */
    static void warns(Course course, List<Neighbour> neighbours) {
        Window window = course.window();
        PlanWarnings.of(window.plan(), window.startsAt()).stream()
                .filter(warning -> warning.code().equals("clock-change-in-window"))
                .forEach(warning -> course.happens(new WindowEvent.ScheduleWarned(warning.code(), warning.text())));
        List<String> busy = neighbours.stream()
                .flatMap(other -> busy(window, other).stream())
                .toList();
        busy.stream().limit(NAMED).forEach(text -> warnsOfPeople(course, text));
        if (busy.size() > NAMED) {
            int more = busy.size() - NAMED;
            warnsOfPeople(
                    course,
                    more + (more == 1 ? " more window is" : " more windows are")
                            + " at the same time with people of this team.");
        }
        neighbours.stream()
                .flatMap(other -> WaveOrder.wouldComeTooEarly(window, other).stream())
                .forEach(text -> course.happens(new WindowEvent.ScheduleWarned("before-its-turn", text)));
    }

    private static void warnsOfPeople(Course course, String text) {
        course.happens(new WindowEvent.ScheduleWarned("people-in-two-windows", text));
    }

    /** Who of the team has a role in another window at the same time; empty for nobody, and in one wave, which is meant so. */
    private static Optional<String> busy(Window window, Neighbour other) {
        Plan plan = window.plan();
        String roles = plan.names().entrySet().stream()
                .filter(member -> !other.rolesOf(member.getKey()).isEmpty())
                .map(member -> member.getValue() + " is " + String.join(" and ", other.rolesOf(member.getKey())))
                .collect(Collectors.joining(", "));
        boolean together = other.isLiving() && other.overlaps(window.startsAt(), window.endsAt());
        return roles.isEmpty() || !together || other.isOfWave(window.wave())
                ? Optional.empty()
                : Optional.of("The window " + other.inWords() + " is at the same time, "
                        + Scheduling.span(other, plan.window().zone()) + ", and has people of this team: " + roles
                        + " there. Choose another start, or let somebody stand in.");
    }

    /** Who has heard of no date yet hears of this one now. */
    static void leavesOutWhatIsPast(Course course, String why) {
        for (Plan.Notice notice : course.window().plan().notices()) {
            NoticeState state = course.window().notices().get(notice.id());
            if (state != null && state.progress() == NoticeState.Progress.WAITING && isPast(course, notice)) {
                if (notice.template() == Plan.Template.ANNOUNCE
                        && notice.audiences().stream().noneMatch(course.window()::wasTold)) {
                    course.requestNotice(notice.id());
                } else {
                    course.happens(new WindowEvent.NoticeSkipped(notice.id(), why));
                }
            }
        }
    }

    private static boolean isPast(Course course, Plan.Notice notice) {
        Offset at = notice.at();
        Window window = course.window();
        return at != null
                && !at.before(window.startsAt(), window.plan().window().zone()).isAfter(course.now());
    }

    /** The plan's file was read: people hear when it is not any more what the window was scheduled with. */
    static Decision reads(Course course, PlanLookup lookup) {
        Window window = course.window();
        if (!(lookup.on(window.plan().target()) instanceof PlanLookup.Found found) || !isBeforeOpening(window)) {
            return new Decision.Ignored("that the plan was read changes nothing");
        }
        String known = window.differingPlanHash() == null ? window.planHash() : window.differingPlanHash();
        if (found.hash().equals(known)) {
            return new Decision.Ignored("the plan is as it was");
        }
        course.happens(new WindowEvent.PlanDiffers(found.hash()));
        return course.accepted();
    }

    private static boolean isBeforeOpening(Window window) {
        return switch (window.status()) {
            case SCHEDULED, DECIDING -> true;
            case IN_PROGRESS, WATCHING, COMPLETED, POSTPONED, CANCELLED, ROLLING_BACK, ROLLED_BACK, NEEDS_PERSON ->
                false;
        };
    }
}
