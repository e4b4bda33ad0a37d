package io.tidegate.contracts.window;

import io.tidegate.contracts.log.LoggedEvent;

/** An event stands in a log where it cannot have happened. */
public final class BrokenLogException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    BrokenLogException(LoggedEvent event, String why) {
        super("event " + event.sequence() + " (" + event.type() + ") of window " + event.window()
                + " cannot have happened: " + why);
    }
}
