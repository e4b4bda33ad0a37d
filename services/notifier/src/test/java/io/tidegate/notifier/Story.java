package io.tidegate.notifier;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.log.HashChain;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanReader;
import io.tidegate.contracts.window.Evolve;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.notifier.delivery.Account;
import io.tidegate.notifier.notice.NoticeFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
    private Instant now;
    private WindowState state = WindowState.none();

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
        state = Evolve.evolve(state, logged);
        return this;
    }

    public Story happens(WindowEvent event) {
        return by(TIMER, event);
    }

    public Story requested(String notice) {
        return happens(new WindowEvent.NoticeRequested(notice, 1));
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
                new WindowEvent.NoticeDelivered(notice, 1, audience, medium, 2, 0, 0, ""),
                Account.idOf(id, notice, audience, medium));
    }

    /** The application is stopped. */
    public Story closed() {
        return done("stop-app", Duration.ofSeconds(5));
    }

    public Story done(String step, Duration took) {
        happens(new WindowEvent.StepRequested(step, 1, now.plus(Duration.ofMinutes(10))));
        by(Actor.agent("sppg"), new WindowEvent.StepStarted(step, 1));
        now = now.plus(took);
        return by(Actor.agent("sppg"), new WindowEvent.StepSucceeded(step, 1, took.toMillis(), List.of()));
    }

    /** Every step that is left succeeds. */
    public Story reopened(Duration downtime) {
        now = now.plus(downtime);
        for (Plan.Step step : window().plan().steps()) {
            if (!window().step(step.id()).orElseThrow().isSettled()) {
                done(step.id(), Duration.ZERO);
            }
        }
        return happens(new WindowEvent.WindowReopened(now.plus(Duration.ofMinutes(15)), downtime.toMillis()));
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
        Plan plan = window().plan();
        return NoticeFacts.of(
                id,
                window(),
                plan.notice(notice).orElseThrow(),
                plan.audience(audience).orElseThrow(),
                now);
    }

    public String id() {
        return id;
    }

    public Window window() {
        return (Window) state;
    }

    public Instant now() {
        return now;
    }

    public List<LoggedEvent> events() {
        return List.copyOf(events);
    }
}
