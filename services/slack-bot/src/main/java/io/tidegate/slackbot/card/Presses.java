package io.tidegate.slackbot.card;

import io.tidegate.contracts.window.WindowCommand;
import java.util.Optional;

/** Presses of the card's buttons, as Slack tells of them. */
public final class Presses {
    /** What every action id of the card begins with, and every callback id of its modals. */
    public static final String PREFIX = "tidegate:";

    private Presses() {}

    /** What a press is. */
    public sealed interface Pressed {
        /** A wish as it is. */
        record Wish(WindowCommand command) implements Pressed {}

        /** A wish once somebody says why. */
        record AsksWhy(ReasonModal modal) implements Pressed {}
    }

    /** What was pressed, or empty for an action id that is not the card's. */
    public static Optional<Pressed> of(String actionId) {
        return named(actionId)
                .map(one -> one.press().asksWhy()
                        ? new Pressed.AsksWhy(new ReasonModal(one.press(), one.name()))
                        : new Pressed.Wish(one.press().wishFor(one.name(), "", null)));
    }

    /** @param name of what it is about; empty for the window as a whole */
    record Named(Press press, String name) {}

    static Optional<Named> named(String actionId) {
        String[] parts = actionId.split(":", 3);
        if (parts.length < 2 || !actionId.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String name = parts.length == 3 ? parts[2] : "";
        return Press.of(parts[1]).filter(press -> press.fits(name)).map(press -> new Named(press, name));
    }
}
