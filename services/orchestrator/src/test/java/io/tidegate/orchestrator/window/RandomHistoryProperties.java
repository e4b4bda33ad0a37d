package io.tidegate.orchestrator.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.log.History;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.orchestrator.PlanFixture;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.timers.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever people, agents and timers do, in whatever order. */
final class RandomHistoryProperties {
    private static final List<Actor> PEOPLE = List.of(
            PlanFixture.LEAD,
            PlanFixture.OWNER,
            PlanFixture.BACKEND,
            PlanFixture.DEVOPS,
            PlanFixture.QA,
            PlanFixture.STRANGER);

    @Property(tries = 400)
    void aWindowIsNeverInProgressWithoutGoOfTwoPeople(@ForAll long seed) {
        for (Ledger.Entry entry : history(seed).log()) {
            if (entry.event().event() instanceof WindowEvent.WindowOpened) {
                Window window = (Window) entry.after();
                assertThat(window.approvals().stream()
                                .map(approval -> approval.by().id())
                                .distinct())
                        .hasSizeGreaterThanOrEqualTo(2);
                assertThat(window.missingApprovals()).isEmpty();
            }
        }
    }

    @Property(tries = 400)
    void aWindowIsNeverCompletedUnlessItsLastVerificationSucceeded(@ForAll long seed) {
        WindowState state = history(seed).head().state();
        if (state instanceof Window window && window.status() == Status.COMPLETED) {
            assertThat(window.step("verify").orElseThrow().progress()).isEqualTo(StepState.Progress.DONE);
        }
    }

    @Property(tries = 200)
    void theReplayOfAnyPrefixIsTheStateThen(@ForAll long seed) {
        List<Ledger.Entry> log = history(seed).log();
        var history = History.of(log.stream().map(Ledger.Entry::event).toList());
        for (int i = 0; i < log.size(); i++) {
            assertThat(history.entries().get(i).after()).isEqualTo(log.get(i).after());
        }
    }

    @Property(tries = 400)
    void aWindowThatIsNotOverCanAlwaysBeBroughtToItsEnd(@ForAll long seed) {
        Story story = history(seed);
        if (!(story.head().state() instanceof Window)) {
            return;
        }
        for (int tries = 0; tries < 200 && !story.window().status().isFinal(); tries++) {
            helpOn(story);
        }
        assertThat(story.window().status().isFinal()).as("%s", story.window()).isTrue();
    }

    /** A stage in which people could only wait, or could only be refused, would be a trap. */
    @Property(tries = 300)
    void inEveryStateThatIsNotOverAPersonCanDoSomething(@ForAll long seed) {
        Story story = history(seed);
        if (story.head().state() instanceof Window window && !Stage.of(window).isFinal()) {
            Random random = new Random(seed);
            boolean someWayOut = Stream.generate(() -> command(random))
                    .limit(300)
                    .anyMatch(command -> PEOPLE.stream()
                            .map(person -> WindowDecider.decide(
                                    window,
                                    new Input.FromPerson(command, new PlanLookup.Unknown("small", List.of())),
                                    person,
                                    story.now()))
                            .anyMatch(Decision.Accepted.class::isInstance));
            assertThat(someWayOut).as("%s", window).isTrue();
        }
    }

    @Property(tries = 400)
    void everyChangeOfStageIsDeclared(@ForAll long seed) {
        assertThat(LifeCycle.TRANSITIONS).containsAll(transitions(history(seed)));
    }

    @Property(tries = 1)
    void everyDeclaredChangeOfStageIsVisited() {
        Set<LifeCycle.Transition> visited = new HashSet<>();
        for (long seed = 0; seed < 20_000 && visited.size() < LifeCycle.TRANSITIONS.size(); seed++) {
            visited.addAll(transitions(history(seed)));
        }
        assertThat(visited).containsAll(LifeCycle.TRANSITIONS);
    }

    @Property(tries = 200)
    void noStepIsAskedForWhileAnotherIsAtWorkAndNoAttemptTwice(@ForAll long seed) {
        Set<String> attempts = new HashSet<>();
        for (Ledger.Entry entry : history(seed).log()) {
            if (entry.event().event() instanceof WindowEvent.StepRequested requested) {
                assertThat(attempts.add(requested.step() + "/" + requested.attempt()))
                        .isTrue();
            }
            if (entry.after() instanceof Window window) {
                assertThat(window.steps().stream().filter(StepState::isAtWork)).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    private static Set<LifeCycle.Transition> transitions(Story story) {
        Set<LifeCycle.Transition> transitions = new HashSet<>();
        Stage before = Stage.NOT_SCHEDULED;
        for (Ledger.Entry entry : story.log()) {
            Stage after = Stage.of(entry.after());
            if (after != before) {
                transitions.add(
                        new LifeCycle.Transition(before, entry.event().event().getClass(), after));
            }
            before = after;
        }
        return transitions;
    }

    private static Story history(long seed) {
        Random random = new Random(seed);
        PlanFixture plan = PlanFixture.plan();
        plan = random.nextBoolean() ? plan.askingOnFailure() : plan;
        plan = random.nextBoolean() ? plan.withWatchStep() : plan;
        plan = random.nextInt(4) > 0 ? plan.withoutCriteria() : plan;
        plan = random.nextInt(3) == 0 ? plan.withRehearsal() : plan;
        plan = random.nextInt(3) > 0 ? plan.withEverything() : plan;
        plan = random.nextBoolean() ? plan.withLadder() : plan;
        Story story = Story.unscheduled();
        int length = 10 + random.nextInt(60);
        if (random.nextInt(10) > 0) {
            story.schedule(plan, PlanFixture.LEAD, PlanFixture.START);
        }
        for (int i = 0; i < length; i++) {
            something(story, random, plan);
        }
        return story;
    }

    private static void something(Story story, Random random, PlanFixture plan) {
        switch (random.nextInt(10)) {
            case 0, 1 -> story.wishes(oneOf(PEOPLE, random), command(random));
            case 2 -> story.wishes(random.nextBoolean() ? PlanFixture.LEAD : PlanFixture.OWNER, new WindowCommand.Go());
            case 3, 4 -> nextTimer(story, random).ifPresent(story::fires);
            case 5, 6, 7 -> story.reports(report(story, random, 8));
            case 8 -> {
                if (random.nextInt(5) == 0) {
                    story.filed(PlanFixture.plan().named("small-" + random.nextInt(3)))
                            .readsTheFile();
                } else {
                    story.later(Duration.ofSeconds(random.nextInt(300)));
                }
            }
            case 9 -> {
                if (random.nextInt(5) == 0) {
                    story.schedule(plan, PlanFixture.LEAD, PlanFixture.START);
                } else {
                    story.delivered(oneOf(List.of("announce", "complete", "postponed"), random), random.nextInt(2));
                }
            }
            default -> throw new IllegalStateException();
        }
    }

    private static WindowCommand command(Random random) {
        return oneOf(
                List.of(
                        new WindowCommand.Go(),
                        new WindowCommand.Go(),
                        new WindowCommand.NoGo("no"),
                        new WindowCommand.Attest("staging"),
                        new WindowCommand.Attest("healthy"),
                        new WindowCommand.Hold("wait"),
                        new WindowCommand.Resume(),
                        new WindowCommand.Resume(),
                        new WindowCommand.Resume(),
                        new WindowCommand.Rehearse(),
                        new WindowCommand.Extend(java.time.Duration.ofMinutes(1 + random.nextInt(60)), "longer"),
                        new WindowCommand.RollBack("back"),
                        new WindowCommand.RollBack("back", random.nextBoolean() ? "swap-back" : "restore"),
                        new WindowCommand.Move(
                                PlanFixture.START.plus(java.time.Duration.ofHours(random.nextInt(200))), "another day"),
                        new WindowCommand.Replan(),
                        new WindowCommand.OverrideCriterion(random.nextBoolean() ? "staging" : "healthy", "I know"),
                        new WindowCommand.Available(random.nextInt(4) > 0, "a wedding"),
                        new WindowCommand.Retry(),
                        new WindowCommand.Fix(null, "a grant is missing"),
                        new WindowCommand.GoOn("nearly there"),
                        new WindowCommand.Done(null, "all is well"),
                        new WindowCommand.Skip(random.nextBoolean() ? "by-hand" : "verify", "not today"),
                        new WindowCommand.Bug(random.nextInt(30), random.nextInt(5) == 0, "labels print twice"),
                        new WindowCommand.Acknowledge(null),
                        new WindowCommand.Cancel("stop")),
                random);
    }

    private static Optional<Timer> nextTimer(Story story, Random random) {
        List<Timer> timers = new ArrayList<>(Timers.of(story.head().state()));
        timers.sort(Comparator.comparing(Timer::due).thenComparing(Timer::name));
        return timers.isEmpty()
                ? Optional.empty()
                : Optional.of(random.nextInt(4) > 0 ? timers.getFirst() : oneOf(timers, random));
    }

    private static Report report(Story story, Random random, int successes) {
        Optional<StepState> atWork =
                story.head().state() instanceof Window window ? window.stepAtWork() : Optional.empty();
        String step = atWork.map(StepState::id).orElse("migrate");
        int attempt = atWork.map(StepState::attempt).orElse(1) - (random.nextInt(10) == 0 ? 1 : 0);
        return switch (random.nextInt(successes + 3)) {
            case 0 -> new Report.StepStarted(step, attempt);
            case 1 -> new Report.StepProgressed(step, attempt, random.nextInt(101), "at it");
            case 2 -> new Report.StepFailed(step, attempt, "broken", "it broke", List.of());
            default -> new Report.StepSucceeded(step, attempt, 10, List.of());
        };
    }

    /** What reasonable people and a working agent do. */
    private static void helpOn(Story story) {
        Window window = story.window();
        if (window.status() == Status.NEEDS_PERSON || window.held()) {
            story.wishes(PlanFixture.QA, new WindowCommand.Resume());
        } else if (window.status() == Status.POSTPONED) {
            story.wishes(PlanFixture.LEAD, new WindowCommand.Cancel("never"));
        } else if (window.stepAtWork().isPresent()) {
            String step = window.stepAtWork().get().id();
            if (window.plan().step(step).orElseThrow().isManual()) {
                story.wishes(PlanFixture.QA, new WindowCommand.Done(step, "looked at it"));
            } else {
                story.succeeds(step);
            }
        } else {
            Timers.of(window).stream()
                    .filter(timer -> !(timer instanceof Timer.StatusDue))
                    .min(Comparator.comparing(Timer::due).thenComparing(Timer::name))
                    .ifPresent(story::fires);
        }
    }

    private static <T> T oneOf(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
