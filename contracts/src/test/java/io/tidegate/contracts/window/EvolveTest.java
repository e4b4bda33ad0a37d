package io.tidegate.contracts.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.log.History;
import io.tidegate.contracts.log.LogWriter;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class EvolveTest {
    private static final Actor SOMEBODY = Actor.person("U0RATNA", "Ratna");
    private static final Instant TIME = Instant.parse("2026-12-01T04:00:00Z");

    private static LogWriter log() {
        return new LogWriter("w-1", Samples.small());
    }

    private static Window after(LogWriter log, WindowEvent event) {
        return log.happens(SOMEBODY, event).window();
    }

    @Test
    void aScheduledWindowHasItsPlansStepsAndNoticesWaiting() {
        Window window = log().scheduled().window();

        assertThat(window.status()).isEqualTo(Status.SCHEDULED);
        assertThat(window.steps())
                .extracting(StepState::id)
                .containsExactly(
                        "preflight", "drain", "safety-copy", "migrate", "reopen", "swap-back", "rollback-reopen");
        assertThat(window.notices().get("announce"))
                .isNotNull()
                .returns(Window.NoticeState.Progress.REQUESTED, Window.NoticeState::progress);
        assertThat(window.missingApprovals()).containsExactly("migration-lead", "product-owner");
    }

    @Test
    void aRefusalBeforeSchedulingLeavesNoWindow() {
        LogWriter log = log().happens(SOMEBODY, new WindowEvent.CommandRefused("schedule", "plan-unknown", "No.", ""));

        assertThat(History.of(log.events()).state()).isEqualTo(WindowState.none());
    }

    @Test
    void downtimeRunsFromTheFirstStepThatCloses() {
        LogWriter log = log().opened();
        assertThat(log.window().closedAt()).isNull();

        log.begins("drain");

        assertThat(log.window().closedAt())
                .isEqualTo(log.window().step("drain").orElseThrow().requestedAt());
    }

    @Test
    void theChannelHearsAStepStartAndNotItsHandingOut() {
        LogWriter log = log().opened();
        Instant heard = log.window().heardAt();

        Window requested = after(log, new WindowEvent.StepRequested("drain", 1, TIME));
        assertThat(requested.heardAt()).isEqualTo(heard);

        Window started = after(log, new WindowEvent.StepStarted("drain", 1));
        assertThat(started.heardAt()).isAfter(heard);
    }

    @Test
    void aResumedWindowGoesOnWhereItStoodStill() {
        LogWriter forward = failing(log().opened().step("drain").step("safety-copy"), "migrate");
        assertThat(after(forward, new WindowEvent.WindowResumed()).status()).isEqualTo(Status.IN_PROGRESS);

        LogWriter back = failing(log().opened().step("drain").step("safety-copy"), "migrate");
        back.happens(SOMEBODY, new WindowEvent.RollbackStarted("why", null));
        failing(back, "swap-back");
        assertThat(after(back, new WindowEvent.WindowResumed()).status()).isEqualTo(Status.ROLLING_BACK);
    }

    @Test
    void aWindowThatIsOverIsNotHeldAnyMore() {
        LogWriter log = log().scheduled();
        log.happens(SOMEBODY, new WindowEvent.WindowHeld("a phone call"));

        Window window = after(log, new WindowEvent.WindowCancelled("not this year"));

        assertThat(window.held()).isFalse();
        assertThat(window.heldReason()).isNull();
        assertThat(window.endedAt()).isNotNull();
    }

    @Test
    void aWindowResumedWhileItIsWatchedHasBeenOpenSinceTheFirstTime() {
        LogWriter log =
                log().opened().step("drain").step("safety-copy").step("migrate").step("reopen");
        Instant reopened = after(log, new WindowEvent.WindowReopened(TIME, 1)).reopenedAt();
        log.happens(SOMEBODY, new WindowEvent.PersonNeeded("why", List.of()));
        log.happens(SOMEBODY, new WindowEvent.WindowResumed());

        assertThat(after(log, new WindowEvent.WindowReopened(TIME, 1)).reopenedAt())
                .isEqualTo(reopened);
    }

    private static LogWriter failing(LogWriter log, String step) {
        int attempt = log.begins(step);
        log.happens(SOMEBODY, new WindowEvent.StepFailed(step, attempt, "sql", "why", List.of()));
        return log.happens(SOMEBODY, new WindowEvent.PersonNeeded("why", List.of()));
    }

    static Stream<Arguments> impossible() {
        LogWriter decided = log().decided();
        LogWriter opened = log().opened();
        LogWriter completed = log().completed();
        LogWriter working = log().opened();
        working.begins("drain");
        LogWriter deciding = log().scheduled().happens(SOMEBODY, new WindowEvent.DecisionOpened(TIME));
        return Stream.of(
                Arguments.of("opens unscheduled", log(), new WindowEvent.WindowOpened(), "never scheduled"),
                Arguments.of(
                        "is scheduled twice",
                        log().scheduled(),
                        log().scheduled().events().getFirst().event(),
                        "scheduled already"),
                Arguments.of(
                        "decides early",
                        log().scheduled(),
                        new WindowEvent.GoDecided(),
                        "is scheduled and not deciding"),
                Arguments.of(
                        "goes without approvals",
                        deciding,
                        new WindowEvent.GoDecided(),
                        "approvals or criteria are missing"),
                Arguments.of("opens without go", deciding, new WindowEvent.WindowOpened(), "go was not decided"),
                Arguments.of("goes twice", decided, new WindowEvent.GoDecided(), "decided already"),
                Arguments.of(
                        "approves twice",
                        decided,
                        new WindowEvent.ApprovalGiven("product-owner", null),
                        "no approval of product-owner is missing"),
                Arguments.of(
                        "approves in another role",
                        deciding,
                        new WindowEvent.ApprovalGiven("qa", null),
                        "no approval of qa"),
                Arguments.of(
                        "attests what is not there",
                        deciding,
                        new WindowEvent.CriterionAttested("x", "qa"),
                        "no criterion x"),
                Arguments.of(
                        "attests in another role",
                        deciding,
                        new WindowEvent.CriterionAttested("tested", "migration-lead"),
                        "no criterion tested that migration-lead attests"),
                Arguments.of(
                        "postpones when open",
                        opened,
                        new WindowEvent.WindowPostponed("x"),
                        "is in-progress and not scheduled or deciding"),
                Arguments.of("cancels when open", opened, new WindowEvent.WindowCancelled("x"), "is in-progress"),
                Arguments.of(
                        "hands out before opening",
                        decided,
                        new WindowEvent.StepRequested("drain", 1, TIME),
                        "is deciding and not in-progress"),
                Arguments.of(
                        "rolls back by steps alone",
                        opened,
                        new WindowEvent.StepRequested("swap-back", 1, TIME),
                        "not rolling-back"),
                Arguments.of(
                        "hands out an unknown step", opened, new WindowEvent.StepRequested("x", 1, TIME), "no step x"),
                Arguments.of(
                        "skips an attempt",
                        opened,
                        new WindowEvent.StepRequested("drain", 2, TIME),
                        "attempt 2 follows on 0"),
                Arguments.of(
                        "does two steps at once",
                        working,
                        new WindowEvent.StepRequested("safety-copy", 1, TIME),
                        "another step is at work"),
                Arguments.of(
                        "does a step again", completed, new WindowEvent.StepRequested("drain", 2, TIME), "is done"),
                Arguments.of(
                        "starts what was not handed out",
                        opened,
                        new WindowEvent.StepStarted("drain", 1),
                        "not at work"),
                Arguments.of(
                        "hears of another attempt",
                        working,
                        new WindowEvent.StepSucceeded("drain", 2, 1, List.of()),
                        "not at work"),
                Arguments.of(
                        "skips a step at work", working, new WindowEvent.StepSkipped("drain", "x"), "at work or done"),
                Arguments.of(
                        "reopens too early", opened, new WindowEvent.WindowReopened(TIME, 1), "step drain is not done"),
                Arguments.of(
                        "rolls back amid a step",
                        working,
                        new WindowEvent.RollbackStarted("x", null),
                        "a step is at work"),
                Arguments.of("completes unwatched", opened, new WindowEvent.WindowCompleted(), "not watching"),
                Arguments.of(
                        "is back without going back", opened, new WindowEvent.WindowRolledBack(1), "not rolling-back"),
                Arguments.of("goes on after its end", completed, new WindowEvent.WindowResumed(), "is completed"),
                Arguments.of("is held after its end", completed, new WindowEvent.WindowHeld("x"), "is completed"),
                Arguments.of(
                        "rolls back after its end",
                        completed,
                        new WindowEvent.RollbackStarted("x", null),
                        "is completed"),
                Arguments.of(
                        "needs a person after its end",
                        completed,
                        new WindowEvent.PersonNeeded("x", List.of()),
                        "is completed"),
                Arguments.of(
                        "misses its agent after its end",
                        completed,
                        new WindowEvent.AgentWentSilent("shop", TIME),
                        "is completed"),
                Arguments.of(
                        "tells twice",
                        opened,
                        new WindowEvent.NoticeRequested("announce", 1),
                        "is requested and goes out once"),
                Arguments.of("tells what is not there", opened, new WindowEvent.NoticeRequested("x", 1), "no notice x"),
                Arguments.of(
                        "delivers what nobody asked for",
                        opened,
                        new WindowEvent.NoticeDelivered("complete", 1, "users", Plan.Medium.EMAIL, 1, 0, 0, ""),
                        "is waiting and not requested"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("impossible")
    void anEventThatCannotHaveHappenedBreaksTheLog(String what, LogWriter log, WindowEvent event, String why) {
        List<LoggedEvent> broken = new ArrayList<>(log.events());
        broken.add(LoggedEvent.seal(
                "x",
                "w-1",
                broken.size() + 1L,
                log.now(),
                SOMEBODY,
                "c",
                log.head().hash(),
                event));

        assertThatThrownBy(() -> History.of(broken))
                .as(what)
                .isInstanceOf(BrokenLogException.class)
                .hasMessageContaining("event " + broken.size())
                .hasMessageContaining(why);
    }
}
