package io.tidegate.cli.simulation;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.notice.Owed;
import io.tidegate.orchestrator.window.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The imaginary people, agent and notifier: whoever is asked for something does it. */
final class Cast {
    /** Somebody who is asked answers as quickly as this, where the decision leaves the time. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration DELIVERY = Duration.ofSeconds(2);
    private static final String WINDOW = "simulated";

    private final Plan plan;
    private final StepTimes times;
    private final Set<String> failing;

    /** @param failing ids of steps that do not succeed */
    Cast(Plan plan, StepTimes times, Set<String> failing) {
        this.plan = plan;
        this.times = times;
        this.failing = Set.copyOf(failing);
    }

    Plan plan() {
        return plan;
    }

    StepTimes times() {
        return times;
    }

    Set<String> failing() {
        return failing;
    }

    /** Whoever schedules the window, and says stop where somebody must. */
    Actor lead() {
        Plan.Member lead = holders(plan.approvals().getFirst()).getFirst();
        return Actor.person(lead.person(), lead.name());
    }

    /** The people with a role, as the plan names them. */
    List<Plan.Member> holders(String role) {
        return plan.team().stream().filter(member -> member.role().equals(role)).toList();
    }

    /** @param after the state after the event */
    List<Cue> answer(WindowEvent event, Window after, Instant at) {
        return switch (event) {
            case WindowEvent.NoticeRequested requested -> delivers(requested, after, at);
            case WindowEvent.DecisionOpened opened -> decide(after, at);
            case WindowEvent.StepRequested requested -> works(requested);
            case WindowEvent.PersonNeeded needed -> isRollbackTried(after) ? List.of() : rollsBack();
            case WindowEvent other -> List.of();
        };
    }

    private List<Cue> delivers(WindowEvent.NoticeRequested requested, Window after, Instant at) {
        return Owed.because(WINDOW, after, requested.notice(), at).stream()
                .map(owed -> new Report.NoticeDelivered(
                        requested.notice(),
                        requested.round(),
                        owed.facts().audience(),
                        owed.medium(),
                        owed.isPublished() ? 1 : owed.addresses().size(),
                        0,
                        0,
                        ""))
                .map(report -> new Cue(DELIVERY, Actor.notifier(), new Input.FromAgent(report)))
                .toList();
    }

    private List<Cue> works(WindowEvent.StepRequested requested) {
        Plan.Step step = plan.step(requested.step()).orElseThrow();
        Duration takes = times.of(step).duration();
        Report ends = failing.contains(step.id())
                ? new Report.StepFailed(step.id(), requested.attempt(), "simulated", "it was made to", List.of())
                : new Report.StepSucceeded(step.id(), requested.attempt(), takes.toMillis(), List.of());
        return List.of(
                agent(Duration.ZERO, new Report.StepStarted(step.id(), requested.attempt())), agent(takes, ends));
    }

    private List<Cue> rollsBack() {
        return List.of(new Cue(PATIENCE, lead(), wish(new WindowCommand.RollBack("it cannot be mended in time"))));
    }

    /** Whoever could not go back once does not go back by trying the same again. */
    private boolean isRollbackTried(Window window) {
        return plan.rollback().stream()
                .flatMap(step -> window.step(step.id()).stream())
                .anyMatch(step -> step.attempt() > 0);
    }

    Cue agent(Duration after, Report report) {
        return new Cue(after, Actor.agent(plan.target()), new Input.FromAgent(report));
    }

    /** First those who attest, then those who say go: one after the other, and all by half of the time that there is. */
    private List<Cue> decide(Window window, Instant at) {
        List<Cue> wishes = new ArrayList<>();
        for (Plan.Criterion criterion : window.missingCriteria()) {
            String role = criterion.attestedBy();
            if (role != null) {
                Plan.Member member = holders(role).getFirst();
                wishes.add(says(member.person(), member.name(), new WindowCommand.Attest(criterion.id())));
            }
        }
        Set<String> spoken = new HashSet<>();
        for (String role : window.missingApprovals()) {
            wishes.add(goes(role, spoken));
        }
        Duration each = Duration.between(at, window.startsAt()).dividedBy(2L * Math.max(1, wishes.size()));
        Duration pace = each.compareTo(PATIENCE) < 0 ? each : PATIENCE;
        List<Cue> paced = new ArrayList<>();
        for (Cue wish : wishes) {
            paced.add(new Cue(pace.multipliedBy(paced.size() + 1L), wish.actor(), wish.input()));
        }
        return paced;
    }

    /** A person counts once, so the backup speaks for a role whose holder has spoken for another. */
    private Cue goes(String role, Set<String> spoken) {
        for (Plan.Member member : holders(role)) {
            String free = Stream.of(member.person(), member.backup() == null ? member.person() : member.backup())
                    .filter(spoken::add)
                    .findFirst()
                    .orElse("");
            if (!free.isEmpty()) {
                return says(free, nameOf(free), new WindowCommand.Go());
            }
        }
        Plan.Member member = holders(role).getFirst();
        return says(member.person(), member.name(), new WindowCommand.Go());
    }

    /** The name of a person of the team; for a backup without a role of their own the id. */
    String nameOf(String person) {
        return plan.names().getOrDefault(person, person);
    }

    private static Cue says(String person, String name, WindowCommand command) {
        return new Cue(Duration.ZERO, Actor.person(person, name), wish(command));
    }

    private static Input wish(WindowCommand command) {
        return new Input.FromPerson(command);
    }
}
