package io.tidegate.contracts.window;

import io.tidegate.contracts.MessageType;
import io.tidegate.contracts.Payload;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person's wish for a window: accepted as events, or refused with a reason that is itself an event. */
public sealed interface WindowCommand extends Payload {

    /**
     * Schedules a window of a plan that the orchestrator holds.
     *
     * @param plan the plan's name
     * @param startsAt when the window opens; null takes the plan's own start
     * @param channel the id of the chat channel that the wish came from
     */
    @MessageType("tidegate.command.schedule.v1")
    record Schedule(String plan, @Nullable Instant startsAt, String channel) implements WindowCommand {}

    /** One approver's go. The window goes when every approver has said so and every criterion is met. */
    @MessageType("tidegate.command.go.v1")
    record Go() implements WindowCommand {}

    /** An approver's no: postpones the window. */
    @MessageType("tidegate.command.no-go.v1")
    record NoGo(String reason) implements WindowCommand {}

    /** A role says that an attested criterion is met. */
    @MessageType("tidegate.command.attest.v1")
    record Attest(String criterion) implements WindowCommand {}

    /** No further step is handed out until {@link Resume}; the running step ends as it ends. */
    @MessageType("tidegate.command.hold.v1")
    record Hold(String reason) implements WindowCommand {}

    /** Goes on after {@link Hold}, or tries a failed step once more. */
    @MessageType("tidegate.command.resume.v1")
    record Resume() implements WindowCommand {}

    /** The plan's rehearsal is run now, for the first time or anew; an earlier one's result is void. */
    @MessageType("tidegate.command.rehearse.v1")
    record Rehearse() implements WindowCommand {}

    /**
     * An approver's leave to take longer: moves the planned end.
     *
     * @param by how much later, one minute to four hours
     */
    @MessageType("tidegate.command.extend.v1")
    record Extend(Duration by, String reason) implements WindowCommand {}

    /**
     * Rolls the window back.
     *
     * @param rung the step of the rollback that is to put the database back; null for the plan's order
     */
    @MessageType("tidegate.command.rollback.v1")
    record RollBack(String reason, @Nullable String rung) implements WindowCommand {
        public RollBack(String reason) {
            this(reason, null);
        }
    }

    /** Gives a window up before anything was closed or changed. */
    @MessageType("tidegate.command.cancel.v1")
    record Cancel(String reason) implements WindowCommand {}

    /** Gives the window another date; everybody who was told the old one is told the new one. */
    @MessageType("tidegate.command.move.v1")
    record Move(Instant startsAt, String reason) implements WindowCommand {}

    /** Takes over the plan as its file says it now. */
    @MessageType("tidegate.command.replan.v1")
    record Replan() implements WindowCommand {}

    /** Lets the window go without a criterion, where the plan allows that to the role. */
    @MessageType("tidegate.command.override.v1")
    record OverrideCriterion(String criterion, String reason) implements WindowCommand {}

    /**
     * Says whether the person will be there, in every role of theirs that was asked.
     *
     * @param reason why not; empty for yes
     */
    @MessageType("tidegate.command.available.v1")
    record Available(boolean available, String reason) implements WindowCommand {}

    /** The failed step is tried once more. */
    @MessageType("tidegate.command.retry.v1")
    record Retry() implements WindowCommand {}

    /**
     * Takes time to mend what failed: a countdown that the channel sees.
     *
     * @param within one minute to an hour; null for what the plan says, or ten minutes
     */
    @MessageType("tidegate.command.fix.v1")
    record Fix(@Nullable Duration within, String reason) implements WindowCommand {}

    /** Looks at a proposal and lets the window go on. */
    @MessageType("tidegate.command.go-on.v1")
    record GoOn(String reason) implements WindowCommand {}

    /**
     * A manual step or a follow-up is done.
     *
     * @param what its id; null for the only one that is open for the person
     * @param note what was found; may be empty
     */
    @MessageType("tidegate.command.done.v1")
    record Done(@Nullable String what, String note) implements WindowCommand {}

    /** Leaves a step out, where the plan allows that to the role. */
    @MessageType("tidegate.command.skip.v1")
    record Skip(String step, String reason) implements WindowCommand {}

    /**
     * Tells of a fault in what users have now.
     *
     * @param share of the users, in percent, that it affects, 0 to 100; null where nobody knows
     * @param corruption data is being damaged
     */
    @MessageType("tidegate.command.bug.v1")
    record Bug(@Nullable Integer share, boolean corruption, String text) implements WindowCommand {}

    /**
     * Takes care of what was escalated.
     *
     * @param question its id; null for all that are open
     */
    @MessageType("tidegate.command.acknowledge.v1")
    record Acknowledge(@Nullable String question) implements WindowCommand {}
}
