package io.tidegate.contracts.window;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window.Approval;
import io.tidegate.contracts.window.Window.Attestation;
import io.tidegate.contracts.window.Window.Delivery;
import io.tidegate.contracts.window.Window.NoticeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The meaning of the log: the state after one more event. Pure. An event that cannot have happened in a state means a
 * broken log, and throws.
 *
 * <p>It lives with the contracts and not in the orchestrator, because everyone who reads the log (bot, notifier,
 * auditor) must read the same from it. What may happen next is the orchestrator's business alone.
 */
public final class Evolve {
    private Evolve() {}

    /** @throws BrokenLogException when the event cannot follow on the state */
    public static WindowState evolve(WindowState state, LoggedEvent logged) {
        return switch (state) {
            case NotScheduled none -> first(none, logged);
            case Window window -> next(window, logged);
        };
    }

    private static WindowState first(NotScheduled none, LoggedEvent logged) {
        return switch (logged.event()) {
            case WindowEvent.WindowScheduled event -> scheduled(event, logged.time());
            case WindowEvent.CommandRefused refused -> none;
            case WindowEvent.HeadSigned signed -> none;
            case WindowEvent event -> throw new BrokenLogException(logged, "the window was never scheduled");
        };
    }

    private static Window scheduled(WindowEvent.WindowScheduled event, Instant time) {
        Plan plan = event.plan();
        Map<String, NoticeState> notices = new LinkedHashMap<>();
        plan.notices()
                .forEach(notice -> notices.put(
                        notice.id(), new NoticeState(NoticeState.Progress.WAITING, null, Map.of(), null, 0)));
        List<StepState> steps = Stream.concat(plan.steps().stream(), plan.rollback().stream())
                .map(step -> StepState.waiting(step.id()))
                .toList();
        return new Window(
                Status.SCHEDULED,
                plan,
                event.planHash(),
                event.channel(),
                event.startsAt(),
                event.endsAt(),
                event.decisionAt(),
                List.of(),
                Map.of(),
                false,
                steps,
                notices,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                time,
                false,
                null,
                0,
                Map.of(),
                Map.of(),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                Map.of(),
                null,
                Map.of(),
                null,
                event.wave(),
                null);
    }

    private static Window next(Window window, LoggedEvent logged) {
        WindowDraft draft = new WindowDraft(window);
        Instant time = logged.time();
        switch (logged.event()) {
            case WindowEvent.WindowScheduled event -> throw new BrokenLogException(logged, "it is scheduled already");
            case WindowEvent.CommandRefused event -> draft.heardAt = time;
            case WindowEvent.NoticeRequested event -> draft.noticeRequested(logged, event);
            case WindowEvent.NoticeSkipped event ->
                draft.notice(
                        logged,
                        event.notice(),
                        NoticeState.Progress.WAITING,
                        notice -> new NoticeState(
                                NoticeState.Progress.SKIPPED, null, Map.of(), event.reason(), notice.round()));
            case WindowEvent.NoticeDelivered event -> {
                draft.notice(
                        logged, event.notice(), NoticeState.Progress.REQUESTED, notice -> delivered(notice, event));
                draft.expectThat(
                        logged,
                        window.roundOf(event.notice()) == event.round(),
                        "round " + event.round() + " is not the one that was asked for");
                if (event.failed() + event.uncertain() > 0) {
                    draft.heardAt = time;
                }
            }
            case WindowEvent.DecisionOpened event -> {
                draft.expect(logged, Status.SCHEDULED);
                draft.status = Status.DECIDING;
                draft.heardAt = time;
            }
            case WindowEvent.CriterionAttested event -> {
                draft.expect(logged, Status.SCHEDULED, Status.DECIDING);
                draft.expectThat(
                        logged,
                        window.plan().criteria().stream()
                                .anyMatch(criterion -> criterion.id().equals(event.criterion())
                                        && event.role().equals(criterion.attestedBy())),
                        "the plan has no criterion " + event.criterion() + " that " + event.role() + " attests");
                draft.attestations = WindowDraft.with(
                        window.attestations(), event.criterion(), new Attestation(event.role(), logged.actor(), time));
                draft.heardAt = time;
            }
            case WindowEvent.ApprovalGiven event -> {
                draft.expect(logged, Status.DECIDING);
                draft.expectThat(
                        logged,
                        window.missingApprovals().contains(event.role()),
                        "no approval of " + event.role() + " is missing");
                draft.approvals = new ArrayList<>(window.approvals());
                draft.approvals.add(new Approval(event.role(), logged.actor(), time, event.bound()));
                draft.heardAt = time;
            }
            case WindowEvent.GoDecided event -> {
                draft.expect(logged, Status.DECIDING);
                draft.expectThat(logged, !window.went(), "go is decided already");
                draft.expectThat(
                        logged,
                        window.approvals().stream()
                                .allMatch(approval -> approval.bound() == null
                                        || approval.bound().equals(Binding.of(window))),
                        "an approval was given to something else");
                draft.expectThat(
                        logged,
                        window.missingApprovals().isEmpty()
                                && window.missingCriteria().isEmpty(),
                        "approvals or criteria are missing");
                draft.went = true;
                draft.heardAt = time;
            }
            case WindowEvent.WindowPostponed event -> {
                draft.expect(logged, Status.SCHEDULED, Status.DECIDING);
                draft.end(Status.POSTPONED, event.reason(), time);
            }
            case WindowEvent.WindowCancelled event -> {
                draft.expect(logged, Status.SCHEDULED, Status.DECIDING, Status.POSTPONED);
                draft.end(Status.CANCELLED, event.reason(), time);
            }
            case WindowEvent.WindowOpened event -> {
                draft.expect(logged, Status.DECIDING);
                draft.expectThat(logged, window.went(), "go was not decided");
                draft.status = Status.IN_PROGRESS;
                draft.openedAt = time;
                draft.progress(time);
                draft.heardAt = time;
            }
            case WindowEvent.StepRequested event -> draft.requested(logged, event);
            case WindowEvent.StepStarted event -> draft.step(logged, event, step -> step.started(time));
            case WindowEvent.StepProgressed event ->
                draft.step(logged, event, step -> step.progressed(event.percent(), event.doing()));
            // Who reads the log sees it; nothing depends on it.
            case WindowEvent.StepWarned event -> draft.step(logged, event, step -> step);
            case WindowEvent.StepSucceeded event -> {
                draft.step(
                        logged,
                        event,
                        step -> step.ended(StepState.Progress.DONE, time, event.durationMs(), null, event.evidence()));
                draft.fix = null;
            }
            case WindowEvent.StepFailed event -> {
                draft.step(
                        logged,
                        event,
                        step -> step.ended(StepState.Progress.FAILED, time, null, event.reason(), event.evidence()));
                draft.trouble = event.reason();
            }
            case WindowEvent.StepSkipped event -> draft.skipped(logged, event);
            case WindowEvent.WindowHeld event -> {
                draft.expectNotOver(logged);
                draft.held = true;
                draft.heldReason = event.reason();
                draft.heardAt = time;
            }
            case WindowEvent.WindowResumed event -> draft.resumed(logged);
            case WindowEvent.StatusReported event -> {
                draft.expectNotOver(logged);
                draft.heardAt = time;
            }
            case WindowEvent.WindowOverran event -> {
                draft.expectNotOver(logged);
                draft.overran = true;
                draft.heardAt = time;
            }
            case WindowEvent.WindowExtended event -> {
                draft.expect(logged, Status.IN_PROGRESS, Status.WATCHING, Status.ROLLING_BACK, Status.NEEDS_PERSON);
                draft.expectThat(logged, event.endsAt().isAfter(window.endsAt()), "the end does not move on");
                draft.endsAt = event.endsAt();
                draft.overran = false;
                draft.proposal = null;
                draft.warned = window.warned().stream()
                        .filter(what -> what.startsWith(WindowDraft.MILESTONE))
                        .toList();
                draft.heardAt = time;
            }
            case WindowEvent.PersonNeeded event -> {
                draft.expect(logged, Status.IN_PROGRESS, Status.WATCHING, Status.ROLLING_BACK);
                draft.status = Status.NEEDS_PERSON;
                draft.askedAt = time;
                draft.proposal = null;
                draft.stalledSince = null;
                draft.trouble = event.reason();
                draft.heardAt = time;
            }
            case WindowEvent.RollbackStarted event -> {
                draft.expect(logged, Status.IN_PROGRESS, Status.WATCHING, Status.NEEDS_PERSON);
                draft.expectThat(logged, window.stepAtWork().isEmpty(), "a step is at work");
                draft.expectThat(
                        logged,
                        event.rung() == null || window.step(event.rung()).isPresent(),
                        "the plan has no step " + event.rung());
                draft.status = Status.ROLLING_BACK;
                draft.trouble = event.reason();
                draft.rung = event.rung();
                draft.held = false;
                draft.heldReason = null;
                draft.calm();
                draft.progress(time);
                draft.heardAt = time;
            }
            case WindowEvent.WindowReopened event -> {
                draft.expect(logged, Status.IN_PROGRESS);
                draft.expectSettled(logged, Phase.CLOSE, Phase.REOPEN);
                draft.status = Status.WATCHING;
                // A window that a person resumed while it was watched has been open since the first time.
                draft.reopenedAt = window.reopenedAt() == null ? time : window.reopenedAt();
                draft.watchUntil = event.watchUntil();
                draft.calm();
                draft.progress(time);
                draft.heardAt = time;
            }
            case WindowEvent.WindowCompleted event -> {
                draft.expect(logged, Status.WATCHING);
                draft.expectSettled(logged, Phase.WATCH, Phase.WATCH);
                draft.end(Status.COMPLETED, null, time);
                draft.followUps = Aftermath.begun(window.plan(), Plan.Outcome.COMPLETED);
            }
            case WindowEvent.WindowRolledBack event -> {
                draft.expect(logged, Status.ROLLING_BACK);
                draft.expectSettled(logged, Phase.ROLLBACK, Phase.ROLLBACK);
                draft.reopenedAt = time;
                draft.end(Status.ROLLED_BACK, window.trouble(), time);
                draft.followUps = Aftermath.begun(window.plan(), Plan.Outcome.ROLLED_BACK);
            }
            case WindowEvent.AgentWentSilent event -> {
                draft.expectNotOver(logged);
                draft.silentSince = event.lastHeard();
                draft.heardAt = time;
            }
            case WindowEvent.AgentCameBack event -> {
                draft.expectNotOver(logged);
                draft.silentSince = null;
                draft.heardAt = time;
            }
            case WindowEvent.HeadSigned event -> draft.signedUpTo = event.upTo();
            case WindowEvent.OfPreparation event -> Preparation.evolve(draft, window, logged, event);
            case WindowEvent.OfTrouble event -> Trouble.evolve(draft, window, logged, event);
            case WindowEvent.OfAftermath event -> Aftermath.evolve(draft, window, logged, event);
        }
        return draft.window();
    }

    private static NoticeState delivered(NoticeState notice, WindowEvent.NoticeDelivered event) {
        var delivery = new Delivery(event.sent(), event.failed(), event.uncertain(), event.detail());
        return new NoticeState(
                notice.progress(),
                notice.requestedAt(),
                WindowDraft.with(notice.deliveries(), Window.deliveryKey(event.audience(), event.medium()), delivery),
                null,
                notice.round());
    }
}
