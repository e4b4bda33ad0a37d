package io.tidegate.benchmarks;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.log.HeadSignature;
import io.tidegate.contracts.log.KeyFile;
import io.tidegate.contracts.plan.PlanReader;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.window.Decision;
import io.tidegate.orchestrator.window.Input;
import io.tidegate.orchestrator.window.Ledger;
import io.tidegate.orchestrator.window.PlanLookup;
import io.tidegate.orchestrator.window.WindowDecider;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Windows as the orchestrator's own decider and ledger make them, at times that have passed. */
final class Seed {

    /** A window's whole log, and the state that it adds up to. */
    record Log(String window, List<Ledger.Entry> entries) {
        Window state() {
            return (Window) entries.getLast().after();
        }
    }

    private final Ledger ledger;

    /** @param signingKey the orchestrator's key */
    Seed(Path signingKey) {
        KeyPair keys = new KeyFile(signingKey).readOrMake();
        ledger = new Ledger(
                () -> UUID.randomUUID().toString(),
                (window, upTo, hash) -> HeadSignature.sign(keys.getPrivate(), keys.getPublic(), window, upTo, hash));
    }

    /** Open since that moment, with its first step at work, and not heard since. */
    Log open(String id, PlanReader.Reading.Valid plan, Instant opened) {
        return new Life(id, plan, opened).opens().log();
    }

    /** Twenty events, from schedule to completed. */
    Log completed(String id, PlanReader.Reading.Valid plan, Instant opened) {
        return new Life(id, plan, opened).opens().works().log();
    }

    private final class Life {
        private final String id;
        private final PlanReader.Reading.Valid plan;
        private final Instant opened;
        private final List<Ledger.Entry> entries = new ArrayList<>();
        private Ledger.Head head = Ledger.Head.none();

        Life(String id, PlanReader.Reading.Valid plan, Instant opened) {
            this.id = id;
            this.plan = plan;
            this.opened = opened.truncatedTo(ChronoUnit.MILLIS);
        }

        Life opens() {
            Instant scheduled = opened.minus(Duration.ofDays(1));
            happens(
                    scheduled,
                    TwoSteps.lead(plan.plan().name()),
                    new Input.FromPerson(
                            new WindowCommand.Schedule(plan.plan().name(), opened, "C1"),
                            new PlanLookup.Found(plan.plan(), plan.hash())));
            Instant decision = opened.minus(plan.plan().window().decision());
            fires(decision, new Timer.Decision(decision));
            happens(
                    decision.plusSeconds(60),
                    TwoSteps.lead(plan.plan().name()),
                    new Input.FromPerson(new WindowCommand.Go()));
            happens(
                    decision.plusSeconds(90),
                    TwoSteps.owner(plan.plan().name()),
                    new Input.FromPerson(new WindowCommand.Go()));
            fires(opened, new Timer.Start(opened));
            return this;
        }

        Life works() {
            Instant at = opened;
            for (var step : plan.plan().steps()) {
                at = at.plusSeconds(20);
                reports(at, new Report.StepStarted(step.id(), 1));
                at = at.plusSeconds(20);
                reports(at, new Report.StepProgressed(step.id(), 1, 50, "half of it"));
                at = at.plusSeconds(20);
                reports(at, new Report.StepSucceeded(step.id(), 1, 40_000, List.of()));
            }
            Instant watched = at.plus(TwoSteps.WATCH);
            happens(
                    at,
                    TwoSteps.lead(plan.plan().name()),
                    new Input.FromPerson(new WindowCommand.Extend(Duration.ofMinutes(5), "to be sure")));
            fires(watched, new Timer.WatchEnd(watched));
            return this;
        }

        Log log() {
            return new Log(id, entries);
        }

        private void fires(Instant at, Timer timer) {
            happens(at, Actor.timer(timer.name()), new Input.FromTimer(timer));
        }

        private void reports(Instant at, Report report) {
            happens(at, Actor.agent(plan.plan().target()), new Input.FromAgent(report));
        }

        private void happens(Instant at, Actor actor, Input input) {
            if (!(WindowDecider.decide(head.state(), input, actor, at)
                    instanceof Decision.Accepted(List<WindowEvent> events))) {
                throw new IllegalStateException("not accepted: " + input);
            }
            entries.addAll(ledger.enter(head, id, actor, at, "seed/" + id + "/" + head.sequence(), events));
            head = entries.getLast().head();
        }
    }
}
