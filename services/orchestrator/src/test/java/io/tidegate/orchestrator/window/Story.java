package io.tidegate.orchestrator.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.PayloadTypes;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.contracts.window.WindowEvent.HeadSigned;
import io.tidegate.orchestrator.PlanFixture;
import io.tidegate.orchestrator.timers.Timer;
import io.tidegate.orchestrator.timers.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A window's life in a test: what is done, one thing after another, and what happens. */
final class Story {
    static final String ID = "small-20261101-0500-abcd";

    private final Ledger ledger;
    private final List<Ledger.Entry> log = new ArrayList<>();
    private Ledger.Head head = Ledger.Head.none();
    private Instant now = PlanFixture.START.minus(Duration.ofDays(30));
    private Decision last = new Decision.Ignored("nothing was done yet");
    private List<WindowEvent> happened = List.of();
    private int ids;
    private PlanLookup file = new PlanLookup.Unknown("small", List.of());

    private Story() {
        ledger = new Ledger(
                () -> "event-" + ++ids, (window, upTo, hash) -> new HeadSigned(upTo, hash, "key", "signature"));
    }

    static Story unscheduled() {
        return new Story();
    }

    static Story scheduled(PlanFixture plan) {
        return new Story().schedule(plan, PlanFixture.LEAD, PlanFixture.START);
    }

    static Story deciding(PlanFixture plan) {
        return scheduled(plan).fires("decision");
    }

    /** Everything is there for go except what people say. */
    static Story ready(PlanFixture plan) {
        return scheduled(plan)
                .at(PlanFixture.START.minus(Duration.ofDays(14)))
                .fires("notice:announce")
                .delivered("announce", 0)
                .wishes(PlanFixture.QA, new WindowCommand.Attest("staging"))
                .fires("decision")
                .succeeds("preflight");
    }

    static Story gone(PlanFixture plan) {
        return ready(plan)
                .wishes(PlanFixture.LEAD, new WindowCommand.Go())
                .wishes(PlanFixture.OWNER, new WindowCommand.Go());
    }

    static Story opened(PlanFixture plan) {
        return gone(plan).fires("start");
    }

    static Story watched(PlanFixture plan) {
        return opened(plan)
                .succeeds("stop-app")
                .succeeds("migrate")
                .succeeds("verify")
                .succeeds("start-app");
    }

    Story schedule(PlanFixture plan, Actor actor, @org.jspecify.annotations.Nullable Instant startsAt) {
        file = plan.found();
        return takes(new Input.FromPerson(new WindowCommand.Schedule("small", startsAt, "C1"), file), actor);
    }

    Story at(Instant time) {
        now = time;
        return this;
    }

    Story later(Duration time) {
        now = now.plus(time);
        return this;
    }

    Story wishes(Actor actor, WindowCommand command) {
        return takes(
                command instanceof WindowCommand.Replan
                        ? new Input.FromPerson(command, file)
                        : new Input.FromPerson(command),
                actor);
    }

    /** The plan's file says this now. */
    Story filed(PlanFixture plan) {
        file = plan.found();
        return this;
    }

    /** The orchestrator reads the plan's file. */
    Story readsTheFile() {
        return takes(new Input.PlanRead(file), Actor.orchestrator());
    }

    /** The timer of that name fires when it is due, or now if that has passed. */
    Story fires(String name) {
        Timer timer = Timers.of(head.state()).stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no timer " + name + " among " + timerNames()));
        return fires(timer);
    }

    Story fires(Timer timer) {
        return fires(timer, List.of());
    }

    Story fires(Timer timer, List<Neighbour> neighbours) {
        now = timer.due().isAfter(now) ? timer.due() : now;
        return takes(new Input.FromTimer(timer, neighbours), Actor.timer(timer.name()));
    }

    Story succeeds(String step) {
        return reports(new Report.StepSucceeded(step, attemptOf(step), 1000, List.of()));
    }

    Story fails(String step) {
        return reports(new Report.StepFailed(step, attemptOf(step), "broken", "it broke", List.of()));
    }

    Story reports(Report report) {
        now = now.plusSeconds(1);
        return takes(new Input.FromAgent(report), Actor.agent(target()));
    }

    private String target() {
        return head.state() instanceof Window window ? window.plan().target() : "pg";
    }

    Story delivered(String notice, int failed) {
        return takes(
                new Input.FromAgent(new Report.NoticeDelivered(
                        notice,
                        round(notice),
                        "users",
                        Plan.Medium.BANNER,
                        1 - failed,
                        failed,
                        0,
                        failed == 0 ? "" : "no")),
                Actor.notifier());
    }

    private int round(String notice) {
        return head.state() instanceof Window window ? window.roundOf(notice) : 1;
    }

    /** Notices that were asked for and have not been answered by anybody. */
    List<String> requested() {
        return ((Window) head.state())
                .notices().entrySet().stream()
                        .filter(notice -> notice.getValue().progress() == Window.NoticeState.Progress.REQUESTED)
                        .filter(notice -> notice.getValue().deliveries().isEmpty())
                        .map(java.util.Map.Entry::getKey)
                        .toList();
    }

    Story takes(Input input, Actor actor) {
        return comesOut(WindowDecider.decide(head.state(), input, actor, now), actor);
    }

    /** What was decided happens. */
    Story comesOut(Decision decision, Actor actor) {
        last = decision;
        happened = switch (last) {
            case Decision.Accepted accepted -> accepted.events();
            case Decision.Ignored ignored -> List.of();
            case Decision.Rejected rejected -> List.of();
        };
        List<Ledger.Entry> entries = ledger.enter(head, ID, actor, now, "cause", happened);
        log.addAll(entries);
        if (!entries.isEmpty()) {
            head = entries.getLast().head();
        }
        return this;
    }

    Story happens(String... types) {
        assertThat(last).isInstanceOf(Decision.Accepted.class);
        assertThat(happened.stream().map(PayloadTypes::shortName)).containsExactly(types);
        return this;
    }

    Story isRefused(String code) {
        assertThat(last).isInstanceOfSatisfying(Decision.Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo(code);
            assertThat(rejected.refusal().sentence()).isNotBlank();
            assertThat(rejected.refusal().mend()).isNotBlank();
        });
        return this;
    }

    Story isIgnored(String reason) {
        assertThat(last).isInstanceOfSatisfying(Decision.Ignored.class, ignored -> assertThat(ignored.reason())
                .contains(reason));
        return this;
    }

    Story is(Status status) {
        assertThat(window().status()).isEqualTo(status);
        return this;
    }

    Story asksFor(String step, int attempt) {
        assertThat(window().stepAtWork().map(StepState::id)).contains(step);
        assertThat(window().step(step).orElseThrow().attempt()).isEqualTo(attempt);
        return this;
    }

    Story has(String... timers) {
        assertThat(timerNames()).containsExactlyInAnyOrder(timers);
        return this;
    }

    Window window() {
        return (Window) head.state();
    }

    Ledger.Head head() {
        return head;
    }

    Instant now() {
        return now;
    }

    Decision last() {
        return last;
    }

    List<WindowEvent> happened() {
        return happened;
    }

    <T extends WindowEvent> T only(Class<T> type) {
        List<T> events =
                happened.stream().filter(type::isInstance).map(type::cast).toList();
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    List<Ledger.Entry> log() {
        return log;
    }

    List<String> tasks() {
        return log.stream()
                .flatMap(entry -> entry.after() instanceof Window window
                        ? Effects.of(entry.event(), window).stream()
                        : java.util.stream.Stream.empty())
                .map(task -> PayloadTypes.shortName(task.data()) + " " + task.id())
                .toList();
    }

    private int attemptOf(String step) {
        return window().step(step).orElseThrow().attempt();
    }

    private List<String> timerNames() {
        return Timers.of(head.state()).stream()
                .sorted(Comparator.comparing(Timer::due))
                .map(Timer::name)
                .toList();
    }
}
