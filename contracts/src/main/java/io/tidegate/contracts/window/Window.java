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
 * @param overrides criteria that the window may go without, by id
 * @param availability who was asked whether they will be there, and what they said, by role
 * @param differingPlanHash of the plan's file, where that is not any more the plan of this window
 * @param askedAt since when it waits for a person
 * @param fix the time to mend what failed, while it runs
 * @param proposal what people were asked while the window went on, until they answer
 * @param warned what was warned of and need not be again: {@code forecast}, {@code no-return}, {@code milestone:ID}
 * @param bugs what people reported since it was open again
 * @param progressedAt when a step last went on
 * @param stalledSince the last progress before people were told that there is none
 * @param calls whom an unanswered question has called, by the question's id
 * @param rung the step of the rollback that a person chose to put the database back
 * @param followUps what is looked after once it is over, by id
 * @param settledAt when all of that was done
 * @param wave where it stands among the windows of one plan on several targets; null for a window of its own
 * @param movedAt when a person last gave it another date; null while it has its first one
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
        long signedUpTo,
        Map<String, Overridden> overrides,
        Map<String, Asked> availability,
        @Nullable String differingPlanHash,
        @Nullable Instant askedAt,
        @Nullable Fix fix,
        @Nullable Proposal proposal,
        List<String> warned,
        List<Bug> bugs,
        @Nullable Instant progressedAt,
        @Nullable Instant stalledSince,
        Map<String, Call> calls,
        @Nullable String rung,
        Map<String, FollowUpState> followUps,
        @Nullable Instant settledAt,
        @Nullable Wave wave,
        @Nullable Instant movedAt)
        implements WindowState {

    /**
     * @param role the role in which the person approved
     * @param bound what the approval was given to: see {@link Binding}; null where it was bound to nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Approval(
            String role, Actor by, Instant at, @Nullable String bound) {}

    public record Attestation(String role, Actor by, Instant at) {}

    public record Overridden(String role, Actor by, Instant at, String reason) {}

    /**
     * @param person the chat user's id of who was asked last
     * @param available what was answered; null before
     * @param by who answered
     * @param reason why not; empty for yes
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Asked(
            String person,
            Instant at,
            @Nullable Boolean available,
            @Nullable Actor by,
            @Nullable String reason) {
        /** Somebody has said that the role will be there. */
        public boolean isThere() {
            return Boolean.TRUE.equals(available);
        }
    }

    /** @param thenRollBack what the plan does when the time is over; else people are asked again */
    public record Fix(Instant until, boolean thenRollBack) {}

    /** @param choices words of commands */
    public record Proposal(String reason, List<String> choices, Instant at) {}

    /** @param share of the users, in percent; null where nobody knows */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Bug(@Nullable Integer share, boolean corruption, String text, Actor by, Instant at) {}

    /**
     * @param since when the question was put
     * @param level the last one that was called
     * @param acknowledgedBy who takes care of it; null while nobody does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Call(
            Instant since, int level, Instant at, @Nullable Actor acknowledgedBy) {}

    /** @param note what was found; null before it is done */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FollowUpState(
            Progress progress,
            @Nullable Instant dueAt,
            @Nullable Instant doneAt,
            @Nullable Actor by,
            @Nullable String note) {
        /** How far it is. */
        public enum Progress {
            WAITING,
            DUE,
            DONE;

            @JsonValue
            public String label() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * What became of a notice.
     *
     * @param round how many times it was asked for
     * @param deliveries of the last round, by {@code audience/medium}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NoticeState(
            Progress progress,
            @Nullable Instant requestedAt,
            Map<String, Delivery> deliveries,
            @Nullable String skippedBecause,
            @Nullable Integer round) {
        /** How many times it was asked for; a state of before there were rounds knows of one. */
        public int rounds() {
            return round != null ? round : requestedAt == null ? 0 : 1;
        }

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
            return isDelivered(notice) || isToldByNewDate(notice);
        }
        Plan.Known known = criterion.state();
        return known == null ? attestations.containsKey(criterion.id()) : isSo(known);
    }

    private boolean isSo(Plan.Known known) {
        return switch (known) {
            case TEAM_AVAILABLE ->
                !availability.isEmpty() && availability.values().stream().allMatch(Asked::isThere);
            case AGENT_HEARD -> status.isOpen() && silentSince == null;
        };
    }

    /** Is this criterion no reason to stay: met, or overridden by leave of the plan? */
    public boolean isSatisfied(Plan.Criterion criterion) {
        return isMet(criterion) || overrides.containsKey(criterion.id());
    }

    /** Criteria that are neither met nor overridden yet. */
    @JsonIgnore
    public List<Plan.Criterion> missingCriteria() {
        return plan.criteria().stream()
                .filter(criterion -> !isSatisfied(criterion))
                .toList();
    }

    @JsonIgnore
    public boolean isWarnedOfOverrun() {
        return warned.contains(WindowDraft.FORECAST);
    }

    @JsonIgnore
    public boolean isWarnedOfNoReturn() {
        return warned.contains(WindowDraft.NO_RETURN);
    }

    /** Was it said that this step is not done by the moment that the plan names? */
    public boolean isWarnedOfMilestone(String step) {
        return warned.contains(WindowDraft.MILESTONE + step);
    }

    /** How many times that notice was asked for. */
    public int roundOf(String notice) {
        NoticeState state = notices.get(notice);
        return state == null ? 0 : state.rounds();
    }

    /** Has anything been said to this audience about this window? */
    public boolean wasTold(String audience) {
        return plan.notices().stream()
                .filter(notice -> notice.audiences().contains(audience))
                .anyMatch(notice -> roundOf(notice.id()) > 0);
    }

    /** Nothing is open any more: over, and looked after. */
    @JsonIgnore
    public boolean isSettled() {
        return status.isFinal()
                && followUps.values().stream().allMatch(state -> state.progress() == FollowUpState.Progress.DONE);
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

    /**
     * The notice was left out, because the date was moved when its time had passed; and the one of the new date was
     * delivered to all of its audiences.
     */
    public boolean isToldByNewDate(String noticeId) {
        NoticeState state = notices.get(noticeId);
        return movedAt != null
                && state != null
                && state.progress() == NoticeState.Progress.SKIPPED
                && plan.notice(noticeId).orElseThrow().audiences().stream().allMatch(audience -> plan.notices().stream()
                        .anyMatch(notice -> notice.on() == Plan.Moment.MOVED
                                && notice.audiences().contains(audience)
                                && isDelivered(notice.id())));
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
