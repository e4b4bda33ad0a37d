package io.tidegate.contracts.kafka;

import io.tidegate.contracts.Actor;
import java.time.Instant;

/** The body of an event, for its schema; {@code type} is added there as a constant. */
record EventBody<T>(
        Actor actor, String cause, T data, String id, String previous, long sequence, Instant time, String window) {}
