package io.tidegate.cli.simulation;

import io.tidegate.cli.people.Answers.Answer;
import io.tidegate.contracts.Actor;
import io.tidegate.contracts.PayloadTypes;
import io.tidegate.contracts.log.HashChain;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Evolve;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.timers.Timers;
import io.tidegate.orchestrator.window.Decision;
import io.tidegate.orchestrator.window.Input;
import io.tidegate.orchestrator.window.PlanLookup;
import io.tidegate.orchestrator.window.WindowDecider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A window that is moved by the orchestrator's rules and timers, and by a cast that answers. Time is that of what
 * happens next; nothing waits.
 */
final class Play {
    private static final String WINDOW = "simulated";
    /** More than a window of a month with a status line every ten seconds; beyond it something goes round. */
    private static final int MOST_SCENES = 500_000;

    /**
     * What is going to happen.
     *
     * @param order among what happens at the same time
     * @param answer does not happen once nobody would give it any more; null for what happens in any case
     */
    private record Coming(
            Instant due,
            long order,
            Actor actor,
            Input input,
            @Nullable Answer answer) {
        Coming(Instant due, long order, Actor actor, Input input) {
            this(due, order, actor, input, null);
        }
    }

    /** One event, and the window after it. */
    record Entry(LoggedEvent event, WindowState after) {}

    /** One input, and what came of it. @param entries empty where nothing did */
    record Scene(Instant at, Actor actor, Input input, Decision decision, List<Entry> entries) {}

    private final Cast cast;
    private final PriorityQueue<Coming> coming =
            new PriorityQueue<>(Comparator.comparing(Coming::due).thenComparingLong(Coming::order));
    /** Timers that fired without effect, which the orchestrator forgets too. */
    private final Set<Timer> spent = new HashSet<>();

    private WindowState state = WindowState.none();
    private long sequence;
    private Instant now;
    private int scenes;

    private Play(Cast cast, Instant now) {
        this.cast = cast;
        this.now = now;
    }

    /** A play that begins with the scheduling of the window. */
    static Play of(Cast cast, String hash, Instant scheduled, Instant start) {
        Play play = new Play(cast, scheduled);
        Plan plan = cast.plan();
        play.coming.add(new Coming(
                scheduled,
                0,
                cast.lead(),
                new Input.FromPerson(
                        new WindowCommand.Schedule(plan.name(), start, plan.channel()),
                        new PlanLookup.Found(plan, hash))));
        return play;
    }

    /** How it would go on from here with another cast, if that happened first. */
    Play otherwise(Cast other, Instant at, Cue first) {
        Play fork = new Play(other, at);
        fork.state = state;
        fork.sequence = sequence;
        fork.coming.addAll(coming);
        fork.spent.addAll(spent);
        fork.coming.add(new Coming(at, -1, first.actor(), first.input()));
        return fork;
    }

    Optional<Window> window() {
        return state instanceof Window window ? Optional.of(window) : Optional.empty();
    }

    /** When something happens next; empty where nothing will. */
    Optional<Instant> due() {
        return next().map(Coming::due);
    }

    /** What happens next, before it happens. */
    Optional<Input> input() {
        return next().map(Coming::input);
    }

    /** @throws java.util.NoSuchElementException where nothing happens any more */
    Scene play() {
        if (++scenes > MOST_SCENES) {
            throw new IllegalStateException("the window does not come to an end; it is at " + now);
        }
        Coming next = next().orElseThrow();
        coming.remove(next);
        now = next.due().isAfter(now) ? next.due() : now;
        Decision decision = WindowDecider.decide(state, next.input(), next.actor(), now);
        return switch (decision) {
            case Decision.Accepted accepted -> accepted(next, accepted);
            case Decision.Ignored ignored -> withoutEffect(next, ignored);
            case Decision.Rejected rejected -> withoutEffect(next, rejected);
        };
    }

    private Scene accepted(Coming next, Decision.Accepted accepted) {
        List<Entry> entries = new ArrayList<>();
        for (WindowEvent event : accepted.events()) {
            LoggedEvent logged = unsealed(event, next.actor());
            state = Evolve.evolve(state, logged);
            entries.add(new Entry(logged, state));
            if (state instanceof Window window) {
                cast.react(event, window, now).forEach(this::expect);
            }
        }
        if (state instanceof Window window) {
            cast.answer(window, now).forEach(this::expect);
        }
        return new Scene(now, next.actor(), next.input(), accepted, entries);
    }

    private void expect(Cue cue) {
        coming.add(new Coming(now.plus(cue.after()), sequence, cue.actor(), cue.input(), cue.answer()));
    }

    /** Nobody will verify this log: hashes and signatures would take longer than all the rest. */
    private LoggedEvent unsealed(WindowEvent event, Actor actor) {
        return new LoggedEvent(
                "",
                WINDOW,
                ++sequence,
                PayloadTypes.nameOf(event),
                now,
                actor,
                "",
                HashChain.GENESIS,
                event,
                "",
                HashChain.GENESIS);
    }

    private Scene withoutEffect(Coming next, Decision decision) {
        if (next.input() instanceof Input.FromTimer fired) {
            spent.add(fired.timer());
        }
        return new Scene(now, next.actor(), next.input(), decision, List.of());
    }

    /** Of what comes at the same time, answers before timers: a step that ends with its limit has ended. */
    private Optional<Coming> next() {
        Optional<Coming> timer = Timers.of(state).stream()
                .filter(candidate -> !spent.contains(candidate))
                .min(Comparator.comparing(Timer::due))
                .map(fired ->
                        new Coming(fired.due(), Long.MAX_VALUE, Actor.timer(fired.name()), new Input.FromTimer(fired)));
        Coming answer = answer();
        if (answer == null) {
            return timer;
        }
        return Optional.of(
                timer.filter(fired -> fired.due().isBefore(answer.due())).orElse(answer));
    }

    /** The next of what was not overtaken by something else; null where there is none. */
    private @Nullable Coming answer() {
        Coming next = coming.peek();
        while (next != null && isOvertaken(next)) {
            coming.remove(next);
            next = coming.peek();
        }
        return next;
    }

    private boolean isOvertaken(Coming next) {
        Answer answer = next.answer();
        return answer != null && state instanceof Window window && !cast.isStillSo(answer, window);
    }
}
