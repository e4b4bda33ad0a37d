package io.tidegate.notifier;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.log.HashChain;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanBuilder;
import io.tidegate.contracts.plan.PlanReader;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.notice.Earlier;
import io.tidegate.notifier.notice.NoticeFacts;
import io.tidegate.notifier.notice.Owed;
import io.tidegate.notifier.notice.OwedCall;
import io.tidegate.notifier.window.Tracked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a window's log, event by event, with the example's people and plan. */
public final class Story {
    /** Tuesday, 1 December 2026, 05:00 in Jakarta. */
    public static final Instant START = Instant.parse("2026-11-30T22:00:00Z");

    private static final Actor RATNA = Actor.person("U0RATNA", "Ratna");
    private static final Actor BUDI = Actor.person("U0BUDI", "Budi");
    private static final Actor SARI = Actor.person("U0SARI", "Sari");
    private static final Actor TIMER = Actor.timer("timer");

    private final String id;
    private final List<LoggedEvent> events = new ArrayList<>();
    private final List<Tracked> folds = new ArrayList<>();
    private Instant now;

    private Story(String id, Instant begin) {
        this.id = id;
        this.now = begin;
    }

    /** The example's plan, scheduled two weeks ahead for {@link #START}. */
    public static Story scheduled(String id) {
        return scheduled(id, plan());
    }

    public static Story scheduled(String id, Plan plan) {
        Story story = new Story(id, START.minus(Duration.ofDays(14)));
        return story.by(
                RATNA,
                new WindowEvent.WindowScheduled(
                        plan,
                        "a".repeat(64),
                        START,
                        START.plus(plan.window().length()),
                        START.minus(plan.window().decision()),
                        "C0MIGRATION"));
    }

    public static Plan plan() {
        Path file = Path.of(System.getProperty("tidegate.root", "../.."), "examples/portion-size/plan.yaml");
        try {
            return switch (PlanReader.read(file.toString(), Files.readString(file))) {
                case PlanReader.Reading.Valid valid -> valid.plan();
                case PlanReader.Reading.Invalid invalid -> throw new AssertionError(invalid.problems());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The example's plan that also tells of new dates, calls people, and can do without the new version. */
    public static Plan fullPlan() {
        Plan plan = plan();
        List<String> all = List.of("users", "management");
        List<Plan.Medium> everywhere =
                List.of(Plan.Medium.EMAIL, Plan.Medium.WHATSAPP, Plan.Medium.STATUS_PAGE, Plan.Medium.BANNER);
        List<Plan.Notice> notices = new ArrayList<>(plan.notices());
        notices.removeIf(notice -> notice.on() == Plan.Moment.MOVED || notice.on() == Plan.Moment.EXTENDED);
        notices.add(new Plan.Notice("moved", null, Plan.Moment.MOVED, Plan.Template.MOVED, all, everywhere));
        notices.add(new Plan.Notice("longer", null, Plan.Moment.EXTENDED, Plan.Template.EXTENDED, all, everywhere));
        List<Plan.Step> steps = new ArrayList<>(plan.steps());
        Plan.Step deploy = plan.step("deploy").orElseThrow();
        steps.add(
                steps.indexOf(deploy) + 1,
                new Plan.Step(
                        "deploy-old",
                        "Deploy the previous version",
                        Phase.REOPEN,
                        deploy.limit(),
                        deploy.expected(),
                        null,
                        "deploy",
                        deploy.run()));
        var escalation = List.of(
                new Plan.Level(
                        Duration.ofMinutes(5),
                        List.of("migration-lead", "qa"),
                        List.of(Plan.Reach.CHAT, Plan.Reach.EMAIL, Plan.Reach.WHATSAPP)),
                new Plan.Level(
                        Duration.ofMinutes(10),
                        List.of("product-owner"),
                        List.of(Plan.Reach.EMAIL, Plan.Reach.WEBHOOK)));
        Plan.Contingencies usual = Plan.Contingencies.USUAL;
        return PlanBuilder.builder(plan)
                .team(List.of(
                        new Plan.Member(
                                "migration-lead", "U0RATNA", "Ratna", null, "ratna@sppg.example", "+62 811-0000-0001"),
                        new Plan.Member(
                                "product-owner", "U0BUDI", "Budi", null, "budi@sppg.example", "+62 811-0000-0002"),
                        new Plan.Member("qa", "U0SARI", "Sari", null, "sari@sppg.example", null)))
                .notices(notices)
                .steps(steps)
                .contingencies(new Plan.Contingencies(
                        usual.fix(),
                        usual.goOnUnder(),
                        usual.bugShare(),
                        usual.corruption(),
                        usual.watchdog(),
                        escalation))
                .build();
    }

    public Story after(Duration time) {
        now = now.plus(time);
        return this;
    }

    public Story by(Actor actor, WindowEvent event) {
        return by(actor, event, "cause");
    }

    public Story by(Actor actor, WindowEvent event, String cause) {
        String previous =
                events.isEmpty() ? HashChain.GENESIS : events.getLast().hash();
        LoggedEvent logged = LoggedEvent.seal(
                id + "-" + (events.size() + 1), id, events.size() + 1L, now, actor, cause, previous, event);
        events.add(logged);
        folds.add((folds.isEmpty() ? Tracked.unknown(id) : folds.getLast()).after(logged));
        return this;
    }

    public Story happens(WindowEvent event) {
        return by(TIMER, event);
    }

    public Story requested(String notice) {
        return happens(new WindowEvent.NoticeRequested(notice, window().roundOf(notice) + 1));
    }

    /** To another date, for the same length. */
    public Story moved(Instant startsAt) {
        Plan.Timing timing = window().plan().window();
        return happens(new WindowEvent.WindowMoved(
                startsAt, startsAt.plus(timing.length()), startsAt.minus(timing.decision()), "somebody is ill"));
    }

    /** The question waits for a person, and that level of the plan's is called. */
    public Story escalated(String question, int level) {
        Plan.Level called = window().plan().inTrouble().escalation().get(level - 1);
        return happens(new WindowEvent.Escalated(
                question,
                level,
                called.roles(),
                called.channels(),
                window().plan().title() + ": " + window().trouble()));
    }

    public Story opened() {
        now = window().decisionAt();
        happens(new WindowEvent.DecisionOpened(window().startsAt()));
        approved();
        now = window().startsAt();
        return happens(new WindowEvent.WindowOpened());
    }

    private void approved() {
        by(SARI, new WindowEvent.CriterionAttested("staging", "qa"));
        done("preflight", Duration.ofSeconds(1));
        done("rehearsal", Duration.ofSeconds(9));
        boolean announced = events.stream()
                .anyMatch(logged -> logged.event().equals(new WindowEvent.NoticeRequested("announce", 1)));
        if (!announced) {
            requested("announce");
        }
        Plan.Notice announce = window().plan().notice("announce").orElseThrow();
        for (String audience : announce.audiences()) {
            for (Plan.Medium medium : announce.channels()) {
                delivered("announce", audience, medium);
            }
        }
        by(RATNA, new WindowEvent.ApprovalGiven("migration-lead", null));
        by(BUDI, new WindowEvent.ApprovalGiven("product-owner", null));
        by(BUDI, new WindowEvent.GoDecided());
    }

    /** As the orchestrator notes the notifier's first report. */
    public Story delivered(String notice, String audience, Plan.Medium medium) {
        return by(
                Actor.notifier(),
                new WindowEvent.NoticeDelivered(notice, window().roundOf(notice), audience, medium, 2, 0, 0, ""),
                new Owed(facts(notice, audience), medium, List.of()).key());
    }

    /** The application is stopped. */
    public Story closed() {
        return done("stop-app", Duration.ofSeconds(5));
    }

    public Story done(String step, Duration took) {
        int attempt = window().step(step).orElseThrow().attempt() + 1;
        happens(new WindowEvent.StepRequested(step, attempt, now.plus(Duration.ofMinutes(10))));
        by(Actor.agent("sppg"), new WindowEvent.StepStarted(step, attempt));
        now = now.plus(took);
        return by(Actor.agent("sppg"), new WindowEvent.StepSucceeded(step, attempt, took.toMillis(), List.of()));
    }

    /** Every step that is left succeeds. */
    public Story reopened(Duration downtime) {
        now = now.plus(downtime);
        for (Plan.Step step : window().plan().steps()) {
            if (!window().step(step.id()).orElseThrow().isSettled()) {
                String other = step.ifFailed();
                if (other == null || hasFailed(other)) {
                    done(step.id(), Duration.ZERO);
                } else {
                    happens(new WindowEvent.StepSkipped(step.id(), other + " has not failed"));
                }
            }
        }
        return happens(new WindowEvent.WindowReopened(now.plus(Duration.ofMinutes(15)), downtime.toMillis()));
    }

    /** Every step before that one succeeds. */
    public Story doneUntil(String step) {
        for (Plan.Step planned : window().plan().steps()) {
            if (planned.id().equals(step)) {
                return this;
            }
            if (!window().step(planned.id()).orElseThrow().isSettled()) {
                done(planned.id(), Duration.ZERO);
            }
        }
        throw new IllegalArgumentException("the plan has no step " + step);
    }

    /** The step fails for good, and another takes its place. */
    public Story replaced(String step) {
        int attempt = window().step(step).orElseThrow().attempt() + 1;
        happens(new WindowEvent.StepRequested(step, attempt, now.plus(Duration.ofMinutes(10))));
        by(Actor.agent("sppg"), new WindowEvent.StepStarted(step, attempt));
        by(Actor.agent("sppg"), new WindowEvent.StepFailed(step, attempt, "hook", "it does not start", List.of()));
        return happens(new WindowEvent.StepSkipped(step, "another step takes its place"));
    }

    private boolean hasFailed(String step) {
        return events.stream()
                .anyMatch(logged -> logged.event() instanceof WindowEvent.StepFailed failed
                        && failed.step().equals(step));
    }

    public Story rollsBack(String reason) {
        return happens(new WindowEvent.RollbackStarted(reason, null));
    }

    public Story rolledBack(String reason, Duration downtime) {
        rollsBack(reason);
        now = now.plus(downtime);
        for (Plan.Step step : window().plan().rollback()) {
            if (step.whenStarted() == null) {
                done(step.id(), Duration.ZERO);
            } else {
                happens(new WindowEvent.StepSkipped(step.id(), step.whenStarted() + " had not been started"));
            }
        }
        return happens(new WindowEvent.WindowRolledBack(downtime.toMillis()));
    }

    /** What the notice has to say to that audience now. */
    public NoticeFacts facts(String notice, String audience) {
        return facts(folds.size() - 1, notice, audience, now);
    }

    /** What the notice had to say when the event of that index had happened. */
    public NoticeFacts factsAt(int event, String notice, String audience) {
        return facts(event, notice, audience, events.get(event).time());
    }

    private NoticeFacts facts(int event, String notice, String audience, Instant at) {
        Tracked tracked = folds.get(event);
        Window window = tracked.window().orElseThrow();
        Plan plan = window.plan();
        return NoticeFacts.of(
                id,
                window,
                plan.notice(notice).orElseThrow(),
                Math.max(1, window.roundOf(notice)),
                plan.audience(audience).orElseThrow(),
                at,
                tracked.earlier());
    }

    /** What the last event makes the notifier owe to the team and to the incident services. */
    public List<OwedCall> calls(List<String> services) {
        return OwedCall.because(
                folds.get(folds.size() - 2).window().orElseThrow(), window(), events.getLast(), services);
    }

    public @Nullable Earlier earlier() {
        return folds.getLast().earlier();
    }

    public String id() {
        return id;
    }

    public Window window() {
        return folds.getLast().window().orElseThrow();
    }

    public Instant now() {
        return now;
    }

    public List<LoggedEvent> events() {
        return List.copyOf(events);
    }
}
