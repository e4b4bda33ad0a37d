package io.tidegate.contracts;

import java.time.Instant;

/**
 * A command, task or report on its way over Kafka. Events have an envelope of their own, {@code log.LoggedEvent},
 * because they are numbered and chained.
 *
 * @param id idempotency key: the same wish, task or report has the same id however often it is delivered
 * @param window the window it belongs to; for a {@code Report.AgentBeat} the agent's target
 * @param time when the sender made it, by the sender's clock
 * @param actor who made it
 * @param data what it says
 */
public record Message<T extends Payload>(String id, String window, Instant time, Actor actor, T data) {}
