package io.tidegate.slackbot.card;

import io.tidegate.contracts.window.WindowCommand;
import java.util.Optional;

/** Presses of the card's buttons, as Slack tells of them. */
public final class Presses {
    /** What every action id of the card begins with. */
    public static final String PREFIX = "tidegate:";

    private Presses() {}

    /** The wish behind an action id, or empty for one that is not the card's. */
    public static Optional<WindowCommand> wish(String actionId) {
        String[] parts = actionId.split(":", 3);
        if (parts.length < 2 || !actionId.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String name = parts.length == 3 ? parts[2] : "";
        return Press.of(parts[1]).filter(press -> press.fits(name)).map(press -> press.wishFor(name));
    }
}
