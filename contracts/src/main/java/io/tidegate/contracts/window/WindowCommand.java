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

    /** Rolls the window back. */
    @MessageType("tidegate.command.rollback.v1")
    record RollBack(String reason) implements WindowCommand {}

    /** Gives a window up before anything was closed or changed. */
    @MessageType("tidegate.command.cancel.v1")
    record Cancel(String reason) implements WindowCommand {}
}
