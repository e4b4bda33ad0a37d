package io.tidegate.orchestrator.store;

import io.tidegate.contracts.Actor;
import io.tidegate.orchestrator.window.Decision;
import io.tidegate.orchestrator.window.Input;

/** What became of an input that was handed to the store. */
public sealed interface Taken {

    /** @param id idempotency key; the cause of every event that comes of it */
    record Request(String id, String window, Actor actor, Input input) {}

    /** @param decision of several windows that begin by one wish, the first one's: all begin or none does */
    record Decided(Decision decision) implements Taken {}

    /** The input was taken before. */
    record Duplicate() implements Taken {}
}
