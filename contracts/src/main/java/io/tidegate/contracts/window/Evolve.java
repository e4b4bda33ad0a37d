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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
                .forEach(notice ->
                        notices.put(notice.id(), new NoticeState(NoticeState.Progress.WAITING, null, Map.of(), null)));
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
                0);
    }

    private static Window next(Window window, LoggedEvent logged) {
        Draft draft = new Draft(window);
        Instant time = logged.time();
        switch (logged.event()) {
            case WindowEvent.WindowScheduled event -> throw new BrokenLogException(logged, "it is scheduled already");
            case WindowEvent.CommandRefused event -> draft.heardAt = time;
            case WindowEvent.NoticeRequested event ->
                draft.notice(
                        logged,
                        event.notice(),
                        notice -> new NoticeState(NoticeState.Progress.REQUESTED, time, notice.deliveries(), null));
            case WindowEvent.NoticeSkipped event ->
                draft.notice(
                        logged,
                        event.notice(),
                        notice -> new NoticeState(NoticeState.Progress.SKIPPED, null, Map.of(), event.reason()));
            case WindowEvent.NoticeDelivered event ->
                draft.notice(logged, event.notice(), notice -> delivered(notice, event));
            case WindowEvent.DecisionOpened event -> {
                draft.expect(logged, Status.SCHEDULED);
                draft.status = Status.DECIDING;
                draft.heardAt = time;
            }
            case WindowEvent.CriterionAttested event -> {
                draft.attestations = with(
                        window.attestations(), event.criterion(), new Attestation(event.role(), logged.actor(), time));
                draft.heardAt = time;
            }
            case WindowEvent.ApprovalGiven event -> {
                draft.expect(logged, Status.DECIDING);
                draft.approvals = new ArrayList<>(window.approvals());
                draft.approvals.add(new Approval(event.role(), logged.actor(), time));
                draft.heardAt = time;
            }
            case WindowEvent.GoDecided event -> {
                draft.expect(logged, Status.DECIDING);
                draft.went = true;
                draft.heardAt = time;
            }
            case WindowEvent.WindowPostponed event -> draft.end(Status.POSTPONED, event.reason(), time);
            case WindowEvent.WindowCancelled event -> draft.end(Status.CANCELLED, event.reason(), time);
            case WindowEvent.WindowOpened event -> {
                draft.expect(logged, Status.DECIDING);
                draft.status = Status.IN_PROGRESS;
                draft.openedAt = time;
                draft.heardAt = time;
            }
            case WindowEvent.StepRequested event -> draft.requested(logged, event);
            case WindowEvent.StepStarted event -> draft.step(logged, event, step -> step.started(time));
            case WindowEvent.StepProgressed event ->
                draft.step(logged, event, step -> step.progressed(event.percent(), event.doing()));
            case WindowEvent.StepSucceeded event ->
                draft.step(
                        logged,
                        event,
                        step -> step.ended(StepState.Progress.DONE, time, event.durationMs(), null, event.evidence()));
            case WindowEvent.StepFailed event -> {
                draft.step(
                        logged,
                        event,
                        step -> step.ended(StepState.Progress.FAILED, time, null, event.reason(), event.evidence()));
                draft.trouble = event.reason();
            }
            case WindowEvent.StepSkipped event ->
                draft.step(
                        logged,
                        event.step(),
                        step -> step.ended(StepState.Progress.SKIPPED, time, null, event.reason(), List.of()));
            case WindowEvent.WindowHeld event -> {
                draft.held = true;
                draft.heldReason = event.reason();
                draft.heardAt = time;
            }
            case WindowEvent.WindowResumed event -> draft.resumed(time);
            case WindowEvent.StatusReported event -> draft.heardAt = time;
            case WindowEvent.WindowOverran event -> {
                draft.overran = true;
                draft.heardAt = time;
            }
            case WindowEvent.PersonNeeded event -> {
                draft.status = Status.NEEDS_PERSON;
                draft.trouble = event.reason();
                draft.heardAt = time;
            }
            case WindowEvent.RollbackStarted event -> {
                draft.status = Status.ROLLING_BACK;
                draft.trouble = event.reason();
                draft.held = false;
                draft.heldReason = null;
                draft.heardAt = time;
            }
            case WindowEvent.WindowReopened event -> {
                draft.expect(logged, Status.IN_PROGRESS);
                draft.status = Status.WATCHING;
                draft.reopenedAt = time;
                draft.watchUntil = event.watchUntil();
                draft.heardAt = time;
            }
            case WindowEvent.WindowCompleted event -> {
                draft.expect(logged, Status.WATCHING);
                draft.end(Status.COMPLETED, null, time);
            }
            case WindowEvent.WindowRolledBack event -> {
                draft.expect(logged, Status.ROLLING_BACK);
                draft.reopenedAt = time;
                draft.end(Status.ROLLED_BACK, window.trouble(), time);
            }
            case WindowEvent.AgentWentSilent event -> {
                draft.silentSince = event.lastHeard();
                draft.heardAt = time;
            }
            case WindowEvent.AgentCameBack event -> {
                draft.silentSince = null;
                draft.heardAt = time;
            }
            case WindowEvent.HeadSigned event -> draft.signedUpTo = event.upTo();
        }
        return draft.window();
    }

    private static NoticeState delivered(NoticeState notice, WindowEvent.NoticeDelivered event) {
        var delivery = new Delivery(event.sent(), event.failed(), event.uncertain(), event.detail());
        return new NoticeState(
                notice.progress(),
                notice.requestedAt(),
                with(notice.deliveries(), Window.deliveryKey(event.audience(), event.medium()), delivery),
                null);
    }

    private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        Map<String, V> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    /** A window being changed by one event; never leaves this class. */
    private static final class Draft {
        private final Window from;
        private Status status;
        private List<Approval> approvals;
        private Map<String, Attestation> attestations;
        private boolean went;
        private List<StepState> steps;
        private Map<String, NoticeState> notices;
        private boolean held;
        private @Nullable String heldReason;
        private @Nullable String trouble;
        private @Nullable Instant openedAt;
        private @Nullable Instant closedAt;
        private @Nullable Instant reopenedAt;
        private @Nullable Instant watchUntil;
        private @Nullable Instant endedAt;
        private Instant heardAt;
        private boolean overran;
        private @Nullable Instant silentSince;
        private long signedUpTo;

        Draft(Window from) {
            this.from = from;
            status = from.status();
            approvals = from.approvals();
            attestations = from.attestations();
            went = from.went();
            steps = from.steps();
            notices = from.notices();
            held = from.held();
            heldReason = from.heldReason();
            trouble = from.trouble();
            openedAt = from.openedAt();
            closedAt = from.closedAt();
            reopenedAt = from.reopenedAt();
            watchUntil = from.watchUntil();
            endedAt = from.endedAt();
            heardAt = from.heardAt();
            overran = from.overran();
            silentSince = from.silentSince();
            signedUpTo = from.signedUpTo();
        }

        Window window() {
            return new Window(
                    status,
                    from.plan(),
                    from.planHash(),
                    from.channel(),
                    from.startsAt(),
                    from.endsAt(),
                    from.decisionAt(),
                    List.copyOf(approvals),
                    attestations,
                    went,
                    steps,
                    notices,
                    held,
                    heldReason,
                    trouble,
                    openedAt,
                    closedAt,
                    reopenedAt,
                    watchUntil,
                    endedAt,
                    heardAt,
                    overran,
                    silentSince,
                    signedUpTo);
        }

        void expect(LoggedEvent logged, Status expected) {
            if (status != expected) {
                throw new BrokenLogException(
                        logged, "the window is " + status.label() + " and not " + expected.label());
            }
        }

        void end(Status how, @Nullable String why, Instant time) {
            status = how;
            trouble = why;
            endedAt = time;
            heardAt = time;
        }

        void requested(LoggedEvent logged, WindowEvent.StepRequested event) {
            step(logged, event.step(), step -> {
                if (event.attempt() != step.attempt() + 1) {
                    throw new BrokenLogException(
                            logged, "attempt " + event.attempt() + " follows on " + step.attempt());
                }
                return step.requested(event.attempt(), logged.time(), event.deadline());
            });
            Phase phase = from.plan().step(event.step()).orElseThrow().phase();
            if (phase == Phase.CLOSE && closedAt == null) {
                closedAt = logged.time();
            }
            heardAt = logged.time();
        }

        void resumed(Instant time) {
            held = false;
            heldReason = null;
            if (status == Status.NEEDS_PERSON) {
                status = from.steps().stream().anyMatch(this::isRollbackInHand)
                        ? Status.ROLLING_BACK
                        : Status.IN_PROGRESS;
                trouble = null;
            }
            heardAt = time;
        }

        private boolean isRollbackInHand(StepState step) {
            return step.progress() == StepState.Progress.FAILED
                    && from.plan().step(step.id()).orElseThrow().phase() == Phase.ROLLBACK;
        }

        void step(LoggedEvent logged, WindowEvent.OfStep event, UnaryOperator<StepState> change) {
            step(logged, event.step(), step -> {
                if (event.attempt() != step.attempt() || !step.isAtWork()) {
                    throw new BrokenLogException(
                            logged, "attempt " + event.attempt() + " of step " + event.step() + " is not at work");
                }
                return change.apply(step);
            });
            if (!(event instanceof WindowEvent.StepProgressed)) {
                heardAt = logged.time();
            }
        }

        void step(LoggedEvent logged, String id, UnaryOperator<StepState> change) {
            if (from.step(id).isEmpty()) {
                throw new BrokenLogException(logged, "the plan has no step " + id);
            }
            steps = steps.stream()
                    .map(step -> step.id().equals(id) ? change.apply(step) : step)
                    .toList();
        }

        void notice(LoggedEvent logged, String id, UnaryOperator<NoticeState> change) {
            NoticeState notice = notices.get(id);
            if (notice == null) {
                throw new BrokenLogException(logged, "the plan has no notice " + id);
            }
            notices = with(notices, id, change.apply(notice));
        }
    }
}
