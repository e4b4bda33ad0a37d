package io.tidegate.notifier.delivery;

/** Takes a letter to its address over one medium. Safe for several threads. */
@FunctionalInterface
public interface Courier {
    /** Tries once. Throws only what nobody expected, and then the letter may have left. */
    Outcome deliver(Letter letter);
}
