package io.tidegate.contracts.window;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tidegate.contracts.Actor;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A scheduled window. Made by {@link Evolve} and by nothing else.
 *
 * @param startsAt when it opens
 * @param endsAt its planned end
 * @param decisionAt when the decision opens
 * @param approvals one for each approver that said go
 * @param attestations by criterion
 * @param went go is decided
 * @param steps the plan's steps and then the rollback's, in the order of the plan
 * @param notices by id: what became of each notice of the plan
 * @param held a person holds the window
 * @param heldReason why
 * @param trouble what a person must know: why it failed, was postponed, cancelled or rolled back
 * @param openedAt when it went in progress
 * @param closedAt when the first step of phase close was handed out: downtime runs from here
 * @param reopenedAt when the application was open again
 * @param heardAt when the channel last heard something
 * @param overran the planned end has passed
 * @param silentSince since when the agent is not heard
 * @param signedUpTo the sequence up to which the log is signed; 0 for not at all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Window(
        Status status,
        Plan plan,
        String planHash,
        String channel,
        Instant startsAt,
        Instant endsAt,
        Instant decisionAt,
        List<Approval> approvals,
        Map<String, Attestation> attestations,
        boolean went,
        List<StepState> steps,
        Map<String, NoticeState> notices,
        boolean held,
        @Nullable String heldReason,
        @Nullable String trouble,
        @Nullable Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Instant reopenedAt,
        @Nullable Instant watchUntil,
        @Nullable Instant endedAt,
        Instant heardAt,
        boolean overran,
        @Nullable Instant silentSince,
        long signedUpTo)
        implements WindowState {

    /** @param role the role in which the person approved */
    public record Approval(String role, Actor by, Instant at) {}

    public record Attestation(String role, Actor by, Instant at) {}

    /** What became of a notice. @param deliveries by {@code audience/medium} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NoticeState(
            Progress progress,
            @Nullable Instant requestedAt,
            Map<String, Delivery> deliveries,
            @Nullable String skippedBecause) {

        /** How far a notice is. */
        public enum Progress {
            WAITING,
            REQUESTED,
            SKIPPED;

            @JsonValue
            public String label() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /** @param detail for people when not all were sent; else empty */
    public record Delivery(int sent, int failed, int uncertain, String detail) {
        /** Every address took it. */
        @JsonIgnore
        public boolean isClean() {
            return failed == 0 && uncertain == 0;
        }
    }

    public Optional<StepState> step(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    /** The step that is handed out and not ended, if there is one: a window runs one step at a time. */
    @JsonIgnore
    public Optional<StepState> stepAtWork() {
        return steps.stream().filter(StepState::isAtWork).findFirst();
    }

    /** The first step of those phases that is not settled. */
    public Optional<StepState> nextStep(Phase first, Phase last) {
        return steps.stream()
                .filter(step -> {
                    Phase phase = plan.step(step.id()).orElseThrow().phase();
                    return phase.compareTo(first) >= 0 && phase.compareTo(last) <= 0;
                })
                .filter(step -> !step.isSettled())
                .findFirst();
    }

    /** Approvers' roles that have not said go. */
    @JsonIgnore
    public List<String> missingApprovals() {
        return plan.approvals().stream()
                .filter(role ->
                        approvals.stream().noneMatch(approval -> approval.role().equals(role)))
                .toList();
    }

    /** Is this criterion of the plan met? */
    public boolean isMet(Plan.Criterion criterion) {
        String step = criterion.step();
        if (step != null) {
            return step(step)
                    .filter(state -> state.progress() == StepState.Progress.DONE)
                    .isPresent();
        }
        String notice = criterion.notice();
        if (notice != null) {
            return isDelivered(notice);
        }
        return attestations.containsKey(criterion.id());
    }

    /** Criteria that are not met yet. */
    @JsonIgnore
    public List<Plan.Criterion> missingCriteria() {
        return plan.criteria().stream().filter(criterion -> !isMet(criterion)).toList();
    }

    /** Every audience got the notice over every one of its channels, without a failure. */
    public boolean isDelivered(String noticeId) {
        NoticeState state = notices.get(noticeId);
        if (state == null || state.progress() != NoticeState.Progress.REQUESTED) {
            return false;
        }
        Plan.Notice notice = plan.notice(noticeId).orElseThrow();
        return notice.audiences().stream()
                .allMatch(audience -> notice.channels().stream().allMatch(medium -> {
                    Delivery delivery = state.deliveries().get(deliveryKey(audience, medium));
                    return delivery != null && delivery.isClean();
                }));
    }

    /** Every notice that was asked for has been answered, for each audience and medium, however it went. */
    @JsonIgnore
    public boolean allNoticesAnswered() {
        return notices.entrySet().stream()
                .filter(entry -> entry.getValue().progress() == NoticeState.Progress.REQUESTED)
                .allMatch(entry -> {
                    Plan.Notice planned = plan.notice(entry.getKey()).orElseThrow();
                    int all = planned.audiences().size() * planned.channels().size();
                    return entry.getValue().deliveries().size() == all;
                });
    }

    /** The key in {@link NoticeState#deliveries}: {@code users/status-page}. */
    public static String deliveryKey(String audience, Plan.Medium medium) {
        return audience + "/" + medium.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
