package io.tidegate.contracts.window;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.window.Window.Approval;
import io.tidegate.contracts.window.Window.Asked;
import io.tidegate.contracts.window.Window.Attestation;
import io.tidegate.contracts.window.Window.Bug;
import io.tidegate.contracts.window.Window.Call;
import io.tidegate.contracts.window.Window.Fix;
import io.tidegate.contracts.window.Window.FollowUpState;
import io.tidegate.contracts.window.Window.NoticeState;
import io.tidegate.contracts.window.Window.Overridden;
import io.tidegate.contracts.window.Window.Proposal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A window being changed by one event; never leaves this package. */
final class WindowDraft {
    /** What {@code warned} says of a forecast behind the planned end. */
    static final String FORECAST = "forecast";

    /** Of the point of no return. */
    static final String NO_RETURN = "no-return";

    /** Of a step's moment; its id follows. */
    static final String MILESTONE = "milestone:";

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
    Plan plan;
    String planHash;
    Instant startsAt;
    Instant decisionAt;
    Map<String, Overridden> overrides;
    Map<String, Asked> availability;

    @Nullable
    String differingPlanHash;

    @Nullable
    Instant askedAt;

    @Nullable
    Fix fix;

    @Nullable
    Proposal proposal;

    List<String> warned;
    List<Bug> bugs;

    @Nullable
    Instant progressedAt;

    @Nullable
    Instant stalledSince;

    Map<String, Call> calls;

    @Nullable
    String rung;

    Map<String, FollowUpState> followUps;

    @Nullable
    Instant settledAt;

    @Nullable
    Instant movedAt;

    WindowDraft(Window from) {
        this.from = from;
        plan = from.plan();
        planHash = from.planHash();
        startsAt = from.startsAt();
        decisionAt = from.decisionAt();
        overrides = from.overrides();
        availability = from.availability();
        differingPlanHash = from.differingPlanHash();
        askedAt = from.askedAt();
        fix = from.fix();
        proposal = from.proposal();
        warned = from.warned();
        bugs = from.bugs();
        progressedAt = from.progressedAt();
        stalledSince = from.stalledSince();
        calls = from.calls();
        rung = from.rung();
        followUps = from.followUps();
        settledAt = from.settledAt();
        movedAt = from.movedAt();
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
                plan,
                planHash,
                from.channel(),
                startsAt,
                endsAt,
                decisionAt,
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
                signedUpTo,
                overrides,
                availability,
                differingPlanHash,
                askedAt,
                fix,
                proposal,
                List.copyOf(warned),
                List.copyOf(bugs),
                progressedAt,
                stalledSince,
                calls,
                rung,
                followUps,
                settledAt,
                from.wave(),
                movedAt);
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
        calm();
        endedAt = time;
        heardAt = time;
    }

    /** What was asked of people is answered by what has happened. */
    void calm() {
        askedAt = null;
        fix = null;
        proposal = null;
        stalledSince = null;
    }

    void warn(String what) {
        warned = new ArrayList<>(warned);
        warned.add(what);
    }

    /** A step went on: there is progress. */
    void progress(Instant time) {
        progressedAt = time;
        stalledSince = null;
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
        progress(logged.time());
    }

    void skipped(LoggedEvent logged, WindowEvent.StepSkipped event) {
        expectNotOver(logged);
        step(logged, event.step(), step -> {
            expectThat(logged, !step.isAtWork() && !step.isSettled(), "step " + event.step() + " is at work or done");
            return step.ended(StepState.Progress.SKIPPED, logged.time(), null, event.reason(), List.of());
        });
        boolean failed = from.step(event.step())
                .filter(step -> step.progress() == StepState.Progress.FAILED)
                .isPresent();
        // Time to mend one step goes on while another is left out.
        if (failed) {
            fix = null;
        }
        heardAt = logged.time();
        progress(logged.time());
    }

    void resumed(LoggedEvent logged) {
        expectNotOver(logged);
        held = false;
        heldReason = null;
        progress(logged.time());
        if (status == Status.NEEDS_PERSON) {
            askedAt = null;
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
        progress(logged.time());
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

    void noticeRequested(LoggedEvent logged, WindowEvent.NoticeRequested event) {
        NoticeState notice = notices.get(event.notice());
        if (notice == null) {
            throw new BrokenLogException(logged, "the plan has no notice " + event.notice());
        }
        Plan.Moment on = plan.notice(event.notice()).orElseThrow().on();
        boolean again = on != null && on.isToldEachTime();
        expectThat(
                logged,
                notice.progress() == NoticeState.Progress.WAITING || again,
                "notice " + event.notice() + " is " + notice.progress().label() + " and goes out once");
        expectThat(
                logged,
                event.round() == notice.rounds() + 1,
                "round " + event.round() + " follows on " + notice.rounds());
        notices = with(
                notices,
                event.notice(),
                new NoticeState(NoticeState.Progress.REQUESTED, logged.time(), Map.of(), null, event.round()));
    }

    /** Everything that was measured, attested, approved and answered is void, and every dated notice may go out anew. */
    void begunAnew() {
        approvals = List.of();
        attestations = Map.of();
        overrides = Map.of();
        availability = Map.of();
        went = false;
        trouble = null;
        endedAt = null;
        held = false;
        heldReason = null;
        calls = Map.of();
        calm();
        steps = steps.stream().map(StepState::anew).toList();
    }

    static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
        Map<String, V> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }
}
