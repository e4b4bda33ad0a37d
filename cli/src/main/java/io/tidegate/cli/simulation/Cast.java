package io.tidegate.cli.simulation;

import io.tidegate.cli.people.Answers;
import io.tidegate.cli.people.Answers.Answer;
import io.tidegate.contracts.Actor;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Status;
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
import java.util.Optional;
import java.util.Set;

/** The imaginary people, agent and notifier: whoever is asked for something does it. */
final class Cast {
    /** Somebody who is asked answers as quickly as this, where the decision leaves the time. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Duration DELIVERY = Duration.ofSeconds(2);
    private static final String WINDOW = "simulated";

    private final Plan plan;
    private final StepTimes times;
    private final Set<String> failing;
    private final Answers answers;
    /** What somebody is about to say: nobody says it twice. */
    private final Set<Answer> pending = new HashSet<>();

    /**
     * @param failing ids of steps that do not succeed
     * @param silent roles for which nobody answers
     */
    Cast(Plan plan, StepTimes times, Set<String> failing, Set<String> silent) {
        this(plan, times, failing, new Answers(silent));
    }

    private Cast(Plan plan, StepTimes times, Set<String> failing, Answers answers) {
        this.plan = plan;
        this.times = times;
        this.failing = Set.copyOf(failing);
        this.answers = answers;
    }

    /** The same people at the same moment, with an agent for which other steps do not succeed. */
    Cast failing(Set<String> others) {
        Cast other = new Cast(plan, times, others, answers);
        other.pending.addAll(pending);
        return other;
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

    /** Whoever schedules the window. */
    Actor lead() {
        Plan.Member lead = holders(plan.approvals().getFirst()).getFirst();
        return Actor.person(lead.person(), lead.name());
    }

    /** The people with a role, as the plan names them. */
    List<Plan.Member> holders(String role) {
        return plan.team().stream().filter(member -> member.role().equals(role)).toList();
    }

    /** They, with whoever stands in for them. */
    List<String> people(String role) {
        return holders(role).stream()
                .map(member -> member.backup() == null
                        ? member.name()
                        : member.name() + ", in whose place " + nameOf(member.backup()))
                .toList();
    }

    /** What agent and notifier do. @param after the state after the event */
    List<Cue> react(WindowEvent event, Window after, Instant at) {
        return switch (event) {
            case WindowEvent.NoticeRequested requested -> delivers(requested, after, at);
            case WindowEvent.StepRequested requested -> works(requested);
            case WindowEvent other -> List.of();
        };
    }

    /** What people say to the questions that they hear now; one after the other, and in a decision in time. */
    List<Cue> answer(Window window, Instant at) {
        List<Answer> now = answers.to(window);
        pending.retainAll(now);
        List<Answer> heard = now.stream().filter(pending::add).toList();
        Duration pace = window.status() == Status.DECIDING ? pace(heard.size(), window, at) : PATIENCE;
        List<Cue> cues = new ArrayList<>();
        for (Answer answer : heard) {
            Duration after = workOf(answer).orElse(pace.multipliedBy(cues.size() + 1L));
            Actor actor = Actor.person(answer.person(), nameOf(answer.person()));
            cues.add(new Cue(after, actor, new Input.FromPerson(answer.command()), answer));
        }
        return cues;
    }

    /** Nobody has thought better of it meanwhile, and the question is still open. */
    boolean isStillSo(Answer answer, Window window) {
        return answers.to(window).contains(answer);
    }

    /** All have spoken by half of the time that there is. */
    private static Duration pace(int answers, Window window, Instant at) {
        Duration each = Duration.between(at, window.startsAt()).dividedBy(2L * Math.max(1, answers));
        return each.compareTo(PATIENCE) < 0 ? each : PATIENCE;
    }

    /** How long what is done by hand takes; empty for what is only said. */
    private Optional<Duration> workOf(Answer answer) {
        return plan.step(answer.question().subject())
                .filter(step -> answer.command() instanceof WindowCommand.Done)
                .map(step -> times.of(step).duration());
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
        if (step.isManual()) {
            return List.of();
        }
        Duration takes = times.of(step).duration();
        Report ends = failing.contains(step.id())
                ? new Report.StepFailed(step.id(), requested.attempt(), "simulated", "it was made to", List.of())
                : new Report.StepSucceeded(step.id(), requested.attempt(), takes.toMillis(), List.of());
        return List.of(
                agent(Duration.ZERO, new Report.StepStarted(step.id(), requested.attempt())), agent(takes, ends));
    }

    Cue agent(Duration after, Report report) {
        return new Cue(after, Actor.agent(plan.target()), new Input.FromAgent(report));
    }

    /** The name of a person of the team; for a backup without a role of their own the id. */
    String nameOf(String person) {
        return plan.names().getOrDefault(person, person);
    }
}
