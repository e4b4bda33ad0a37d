package io.tidegate.contracts.window;

/** What a window's events add up to. */
public sealed interface WindowState permits NotScheduled, Window {

    /** The state before the first event. */
    static WindowState none() {
        return new NotScheduled();
    }
}
