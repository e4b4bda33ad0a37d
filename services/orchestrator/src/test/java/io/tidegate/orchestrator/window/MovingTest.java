package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.PlanFixture.LEAD;
import static io.tidegate.orchestrator.PlanFixture.OWNER;
import static io.tidegate.orchestrator.PlanFixture.QA;
import static io.tidegate.orchestrator.PlanFixture.START;
import static io.tidegate.orchestrator.PlanFixture.plan;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window.NoticeState;
import io.tidegate.contracts.window.WindowCommand.Attest;
import io.tidegate.contracts.window.WindowCommand.Cancel;
import io.tidegate.contracts.window.WindowCommand.Go;
import io.tidegate.contracts.window.WindowCommand.Move;
import io.tidegate.contracts.window.WindowCommand.NoGo;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A window gets another date. */
final class MovingTest {
    private static final Instant NEXT_WEEK = START.plus(Duration.ofDays(7));
    private static final Move MOVE = new Move(NEXT_WEEK, "the replica lags");

    @Test
    void whoWasToldTheOldDateIsToldTheNewOneAndEveryReminderComesAnew() {
        Story story = Story.gone(plan()).wishes(LEAD, MOVE);

        story.happens("window-moved", "notice-requested", "notice-skipped").is(Status.SCHEDULED);
        assertThat(story.only(WindowEvent.NoticeRequested.class))
                .isEqualTo(new WindowEvent.NoticeRequested("moved", 1));
        assertThat(story.only(WindowEvent.NoticeSkipped.class).notice()).isEqualTo("announce");
        assertThat(story.window().startsAt()).isEqualTo(NEXT_WEEK);
        assertThat(story.window().endsAt()).isEqualTo(NEXT_WEEK.plus(Duration.ofHours(1)));
        story.has("notice:reminder", "decision", "notice:starting")
                .fires("notice:reminder")
                .happens("notice-requested");
    }

    @Test
    void whatWasMeasuredAttestedAndApprovedIsVoid() {
        Story story = Story.gone(plan()).wishes(LEAD, MOVE);

        assertThat(story.window().went()).isFalse();
        assertThat(story.window().approvals()).isEmpty();
        assertThat(story.window().attestations()).isEmpty();
        story.fires("decision").asksFor("preflight", 2);
    }

    @Test
    void aReportOfTheAttemptBeforeTheMoveChangesNothing() {
        Story story =
                Story.deciding(plan()).wishes(OWNER, MOVE).happens("step-failed", "window-moved", "notice-requested");

        story.takes(new Input.FromAgent(new Report.StepSucceeded("preflight", 1, 10, List.of())), Actor.agent("pg"))
                .isIgnored("step preflight is not at work");
    }

    @Test
    void aPostponedWindowGetsItsNewDateAndEverybodyIsCorrected() {
        Story story = Story.ready(plan())
                .wishes(LEAD, new NoGo("the replica lags"))
                .is(Status.POSTPONED)
                .wishes(LEAD, MOVE)
                .happens("window-moved", "notice-requested", "notice-skipped")
                .is(Status.SCHEDULED);

        assertThat(requireNonNull(story.window().notices().get("postponed")).progress())
                .isEqualTo(NoticeState.Progress.WAITING);
        story.fires("decision")
                .succeeds("preflight")
                .wishes(QA, new Attest("staging"))
                .wishes(LEAD, new NoGo("again"))
                .is(Status.POSTPONED);
        assertThat(story.only(WindowEvent.NoticeRequested.class))
                .isEqualTo(new WindowEvent.NoticeRequested("postponed", 2));
        story.wishes(LEAD, new Move(NEXT_WEEK.plus(Duration.ofDays(7)), "third time"));
        assertThat(story.only(WindowEvent.NoticeRequested.class))
                .isEqualTo(new WindowEvent.NoticeRequested("moved", 2));
        story.wishes(LEAD, new Cancel("never")).is(Status.CANCELLED);
    }

    /** Else a window that is moved to a date nearer than that notice could never go. */
    @Test
    void aCriterionOnANoticeForWhichItIsTooLateIsMetByTheNoticeOfTheNewDate() {
        Story story = Story.gone(plan()).wishes(LEAD, MOVE);
        Plan.Criterion told = story.window().plan().criteria().stream()
                .filter(criterion -> "announce".equals(criterion.notice()))
                .findFirst()
                .orElseThrow();
        assertThat(story.window().isMet(told)).isFalse();

        assertThat(story.delivered("moved", 1).window().isMet(told)).isFalse();
        assertThat(Story.gone(plan())
                        .wishes(LEAD, MOVE)
                        .delivered("moved", 0)
                        .window()
                        .isMet(told))
                .isTrue();
    }

    @Test
    void nobodyIsCorrectedWhoWasNeverTold() {
        Story story = Story.scheduled(plan()).wishes(LEAD, MOVE).happens("window-moved");

        assertThat(story.window().wasTold("users")).isFalse();
    }

    @Test
    void whoWasNeverToldHearsOfADateForWhichTheFirstNoticeIsTooLate() {
        Story story = Story.scheduled(plan())
                .wishes(LEAD, new Move(START.minus(Duration.ofDays(20)), "sooner"))
                .happens("window-moved", "notice-requested");

        assertThat(story.only(WindowEvent.NoticeRequested.class))
                .isEqualTo(new WindowEvent.NoticeRequested("announce", 1));
    }

    @Test
    void aDateThatCannotBeIsRefused() {
        Story.scheduled(plan())
                .wishes(LEAD, new Move(START.minus(Duration.ofDays(40)), "x"))
                .isRefused("start-passed");
        Story.scheduled(plan()).wishes(QA, MOVE).isRefused("not-an-approver");
        Story.opened(plan()).wishes(LEAD, MOVE).isRefused("opened-already");
        var christmas = new Plan.Blackout(LocalDate.parse("2026-12-07"), LocalDate.parse("2026-12-08"), "the fair");
        Story.scheduled(plan().blackedOut(christmas)).wishes(LEAD, MOVE).isRefused("blackout");
        var neighbour = new Neighbour("other", plan().build(), Status.SCHEDULED, NEXT_WEEK, NEXT_WEEK.plusSeconds(60));
        Story.scheduled(plan())
                .takes(new Input.FromPerson(MOVE, new PlanLookup.NotAsked(), List.of(neighbour)), LEAD)
                .isRefused("target-taken");
    }

    @Test
    void aWindowOnADayWithoutWindowsIsNotScheduled() {
        var day = LocalDate.parse("2026-12-01");
        Story.unscheduled()
                .schedule(plan().blackedOut(new Plan.Blackout(day, day, "the fair")), LEAD, START)
                .isRefused("blackout");
    }

    @Test
    void goAfterAMoveIsSaidAnew() {
        Story.gone(plan())
                .wishes(LEAD, MOVE)
                .wishes(LEAD, new Go())
                .isRefused("decision-not-open")
                .fires("decision")
                .wishes(LEAD, new Go())
                .happens("approval-given");
    }
}
