package io.tidegate.contracts.window;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.window.Window.Approval;
import io.tidegate.contracts.window.Window.Attestation;
import io.tidegate.contracts.window.Window.NoticeState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A window being changed by one event; never leaves this package. */
final class WindowDraft {
    private final Window from;
    Status status;
    List<Approval> approvals;
    Map<String, Attestation> attestations;
    boolean went;
    List<StepState> steps;
    Map<String, NoticeState> notices;
    boolean held;

    @Nullable
    String heldReason;

    @Nullable
    String trouble;

    @Nullable
    Instant openedAt;

    @Nullable
    Instant closedAt;

    @Nullable
    Instant reopenedAt;

    @Nullable
    Instant watchUntil;

    @Nullable
    Instant endedAt;

    Instant heardAt;
    Instant endsAt;
    boolean overran;

    @Nullable
    Instant silentSince;

    long signedUpTo;

    WindowDraft(Window from) {
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
        endsAt = from.endsAt();
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
                endsAt,
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

    void expect(LoggedEvent logged, Status... expected) {
        expectThat(
                logged,
                List.of(expected).contains(status),
                "the window is " + status.label() + " and not "
                        + Stream.of(expected).map(Status::label).collect(Collectors.joining(" or ")));
    }

    void expectNotOver(LoggedEvent logged) {
        expectThat(logged, !status.isFinal(), "the window is " + status.label());
    }

    void expectSettled(LoggedEvent logged, Phase first, Phase last) {
        expectThat(
                logged,
                from.nextStep(first, last).isEmpty(),
                "step " + from.nextStep(first, last).map(StepState::id).orElse("") + " is not done");
    }

    void expectThat(LoggedEvent logged, boolean holds, String whyNot) {
        if (!holds) {
            throw new BrokenLogException(logged, whyNot);
        }
    }

    void end(Status how, @Nullable String why, Instant time) {
        status = how;
        trouble = why;
        held = false;
        heldReason = null;
        endedAt = time;
        heardAt = time;
    }

    void requested(LoggedEvent logged, WindowEvent.StepRequested event) {
        // The one step that is run again when it was done, and before the decision is open.
        boolean rehearsal = from.plan()
                .step(event.step())
                .filter(step -> step.phase() == Phase.PREPARE && step.run() instanceof Work.Rehearse)
                .isPresent();
        step(logged, event.step(), step -> {
            expectThat(
                    logged,
                    event.attempt() == step.attempt() + 1,
                    "attempt " + event.attempt() + " follows on " + step.attempt());
            expectThat(logged, !step.isSettled() || rehearsal, "step " + event.step() + " is done");
            return step.requested(event.attempt(), logged.time(), event.deadline());
        });
        expectThat(logged, from.stepAtWork().isEmpty(), "another step is at work");
        Phase phase = phaseOf(event.step());
        expect(
                logged,
                switch (phase) {
                    case PREPARE -> rehearsal && status == Status.SCHEDULED ? Status.SCHEDULED : Status.DECIDING;
                    case CLOSE, PROTECT, MIGRATE, VERIFY, REOPEN -> Status.IN_PROGRESS;
                    case WATCH -> Status.WATCHING;
                    case ROLLBACK -> Status.ROLLING_BACK;
                });
        if (phase == Phase.CLOSE && closedAt == null) {
            closedAt = logged.time();
        }
    }

    void skipped(LoggedEvent logged, WindowEvent.StepSkipped event) {
        expectNotOver(logged);
        step(logged, event.step(), step -> {
            expectThat(logged, !step.isAtWork() && !step.isSettled(), "step " + event.step() + " is at work or done");
            return step.ended(StepState.Progress.SKIPPED, logged.time(), null, event.reason(), List.of());
        });
        heardAt = logged.time();
    }

    void resumed(LoggedEvent logged) {
        expectNotOver(logged);
        held = false;
        heldReason = null;
        if (status == Status.NEEDS_PERSON) {
            status = from.steps().stream().anyMatch(this::isRollbackInHand) ? Status.ROLLING_BACK : Status.IN_PROGRESS;
            trouble = null;
        }
        heardAt = logged.time();
    }

    private Phase phaseOf(String step) {
        return from.plan().step(step).orElseThrow().phase();
    }

    private boolean isRollbackInHand(StepState step) {
        return step.progress() != StepState.Progress.WAITING && phaseOf(step.id()) == Phase.ROLLBACK;
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

    void notice(LoggedEvent logged, String id, NoticeState.Progress expected, UnaryOperator<NoticeState> change) {
        NoticeState notice = notices.get(id);
        if (notice == null) {
            throw new BrokenLogException(logged, "the plan has no notice " + id);
        }
        expectThat(
                logged,
                notice.progress() == expected,
                "notice " + id + " is " + notice.progress().label() + " and not " + expected.label());
        notices = with(notices, id, change.apply(notice));
    }

    static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        Map<String, V> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }
}
