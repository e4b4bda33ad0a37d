package io.tidegate.slackbot.card;

import io.tidegate.contracts.window.WindowCommand;
import java.util.Arrays;
import java.util.Optional;

/** What the card's buttons ask for, and the action ids by which Slack names them. */
public enum Press {
    GO("go"),
    NO_GO("no-go"),
    ATTEST("attest"),
    HOLD("hold"),
    RESUME("resume"),
    ROLLBACK("rollback");

    /** What every action id of the card begins with. */
    public static final String PREFIX = "tidegate:";

    private static final String NO_REASON = "pressed on the card, without a reason";

    private final String word;

    Press(String word) {
        this.word = word;
    }

    /** @param criterion for {@link #ATTEST}; else empty */
    String actionId(String criterion) {
        return PREFIX + word + (criterion.isEmpty() ? "" : ":" + criterion);
    }

    /** The wish behind an action id, or empty for one that is not the card's. */
    public static Optional<WindowCommand> wish(String actionId) {
        String[] parts = actionId.split(":", 3);
        if (parts.length < 2 || !actionId.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String criterion = parts.length == 3 ? parts[2] : "";
        return Arrays.stream(values())
                .filter(press -> press.word.equals(parts[1]))
                .filter(press -> (press == ATTEST) != criterion.isEmpty())
                .findFirst()
                .map(press -> press.wishFor(criterion));
    }

    private WindowCommand wishFor(String criterion) {
        return switch (this) {
            case GO -> new WindowCommand.Go();
            case NO_GO -> new WindowCommand.NoGo(NO_REASON);
            case ATTEST -> new WindowCommand.Attest(criterion);
            case HOLD -> new WindowCommand.Hold(NO_REASON);
            case RESUME -> new WindowCommand.Resume();
            case ROLLBACK -> new WindowCommand.RollBack(NO_REASON);
        };
    }
}
