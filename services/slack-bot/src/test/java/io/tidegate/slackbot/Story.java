package io.tidegate.slackbot;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Fact;
import io.tidegate.contracts.log.HashChain;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanReader;
import io.tidegate.contracts.window.Wave;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.slackbot.window.Tracked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells a window's log, event by event, with the example's people and plan. */
public final class Story {
    public static final Actor RATNA = Actor.person("U0RATNA", "Ratna");
    public static final Actor BUDI = Actor.person("U0BUDI", "Budi");
    public static final Actor SARI = Actor.person("U0SARI", "Sari");
    public static final String CHANNEL = "C0MIGRATION";

    private final String id;
    private final List<LoggedEvent> events = new ArrayList<>();
    private Instant now;
    private Tracked tracked;

    private Story(String id, Instant begin) {
        this.id = id;
        this.now = begin;
        this.tracked = Tracked.unknown(id);
    }

    public static Story begins(String id, Instant begin) {
        return new Story(id, begin);
    }

    /** The example's plan. */
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
        String previous =
                events.isEmpty() ? HashChain.GENESIS : events.getLast().hash();
        LoggedEvent logged = LoggedEvent.seal(
                id + "-" + (events.size() + 1), id, events.size() + 1L, now, actor, "cause", previous, event);
        events.add(logged);
        tracked = tracked.after(logged);
        return this;
    }

    public Story timer(WindowEvent event) {
        return by(Actor.timer("timer"), event);
    }

    /** Starts at the plan's decision time from now. */
    public Story scheduled(Plan plan) {
        return scheduled(plan, null);
    }

    public Story scheduled(Plan plan, @Nullable Wave wave) {
        Instant start = now.plus(Duration.ofDays(1));
        return by(
                RATNA,
                new WindowEvent.WindowScheduled(
                        plan,
                        "a".repeat(64),
                        start,
                        start.plus(plan.window().length()),
                        start.minus(plan.window().decision()),
                        CHANNEL,
                        wave));
    }

    public Story deciding() {
        now = window().decisionAt();
        return timer(new WindowEvent.DecisionOpened(window().startsAt()));
    }

    public Story signed() {
        return by(
                Actor.orchestrator(),
                new WindowEvent.HeadSigned(
                        events.size(), "ab12".repeat(16), "0123456789abcdef", "c2lnbmF0dXJl".repeat(7) + "cw=="));
    }

    public Story approved() {
        window().plan().criteria().stream()
                .filter(criterion -> criterion.attestedBy() != null)
                .forEach(criterion -> by(SARI, new WindowEvent.CriterionAttested(criterion.id(), "qa")));
        return done("preflight", 400)
                .done("rehearsal", 9_000)
                .timer(new WindowEvent.NoticeRequested("announce", 1))
                .delivered("announce")
                .by(RATNA, new WindowEvent.ApprovalGiven("migration-lead", null))
                .after(Duration.ofSeconds(20))
                .by(BUDI, new WindowEvent.ApprovalGiven("product-owner", null))
                .by(BUDI, new WindowEvent.GoDecided())
                .signed();
    }

    public Story delivered(String notice) {
        Plan plan = window().plan();
        Plan.Notice told = plan.notice(notice).orElseThrow();
        for (String audience : told.audiences()) {
            for (Plan.Medium medium : told.channels()) {
                by(Actor.notifier(), new WindowEvent.NoticeDelivered(notice, 1, audience, medium, 2, 0, 0, ""));
            }
        }
        return this;
    }

    public Story opened() {
        now = window().startsAt();
        return timer(new WindowEvent.WindowOpened());
    }

    public Story begun(String step) {
        int attempt = window().step(step).orElseThrow().attempt() + 1;
        Plan.Step planned = window().plan().step(step).orElseThrow();
        return timer(new WindowEvent.StepRequested(step, attempt, now.plus(planned.limit())))
                .by(Actor.agent("sppg"), new WindowEvent.StepStarted(step, attempt));
    }

    public Story done(String step, long millis) {
        begun(step).after(Duration.ofMillis(millis));
        int attempt = window().step(step).orElseThrow().attempt();
        return by(
                Actor.agent("sppg"),
                new WindowEvent.StepSucceeded(step, attempt, millis, List.of(Fact.number("rows", 1_000_000, "rows"))));
    }

    public Story found(String step, long millis, List<Fact> evidence) {
        begun(step).after(Duration.ofMillis(millis));
        int attempt = window().step(step).orElseThrow().attempt();
        return by(Actor.agent("sppg"), new WindowEvent.StepSucceeded(step, attempt, millis, evidence));
    }

    public Story failed(String step, String reason) {
        begun(step).after(Duration.ofSeconds(2));
        int attempt = window().step(step).orElseThrow().attempt();
        return by(Actor.agent("sppg"), new WindowEvent.StepFailed(step, attempt, "verify", reason, List.of()));
    }

    /** Every step of these phases, each in a second. */
    public Story through(Phase first, Phase last) {
        for (Plan.Step step : window().plan().steps()) {
            if (step.phase().compareTo(first) >= 0 && step.phase().compareTo(last) <= 0) {
                done(step.id(), 1_234);
            }
        }
        return this;
    }

    public Story rolledBack(String reason) {
        by(Actor.orchestrator(), new WindowEvent.RollbackStarted(reason, null)).signed();
        for (Plan.Step step : window().plan().rollback()) {
            if (step.id().equals("deploy-previous")) {
                timer(new WindowEvent.StepSkipped(step.id(), "deploy had not been started"));
            } else {
                done(step.id(), 800);
            }
        }
        return by(Actor.orchestrator(), new WindowEvent.WindowRolledBack(21_000))
                .signed();
    }

    public Story reopened() {
        return by(Actor.orchestrator(), new WindowEvent.WindowReopened(now.plus(Duration.ofMinutes(15)), 42_000))
                .signed();
    }

    public Story completed() {
        now = Objects.requireNonNull(window().watchUntil());
        return timer(new WindowEvent.WindowCompleted()).signed();
    }

    public Window window() {
        return tracked.window().orElseThrow();
    }

    public Tracked tracked() {
        return tracked;
    }

    public Instant now() {
        return now;
    }

    public List<LoggedEvent> events() {
        return List.copyOf(events);
    }
}
