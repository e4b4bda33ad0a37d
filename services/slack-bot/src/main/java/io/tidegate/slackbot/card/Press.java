package io.tidegate.slackbot.card;

import io.tidegate.contracts.window.WindowCommand;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** What the card's buttons ask for, and the action ids by which Slack names them. */
enum Press {
    AVAILABLE("available", About.WINDOW),
    UNAVAILABLE("unavailable", About.WINDOW),
    GO("go", About.WINDOW),
    NO_GO("no-go", About.WINDOW),
    ATTEST("attest", About.A_NAME),
    HOLD("hold", About.WINDOW),
    RESUME("resume", About.WINDOW),
    RETRY("retry", About.WINDOW),
    FIX("fix", About.WINDOW),
    SKIP("skip", About.A_NAME),
    ROLLBACK("rollback", About.EITHER),
    EXTEND("extend", About.WINDOW),
    GO_ON("go-on", About.WINDOW),
    DONE("done", About.A_NAME),
    ACKNOWLEDGE("acknowledge", About.A_NAME);

    /** How much later a press moves the planned end. */
    static final Duration EXTENSION = Duration.ofMinutes(15);

    private static final String NO_REASON = "pressed on the card, without a reason";

    private enum About {
        /** The window as a whole. */
        WINDOW,
        /** A criterion, a step, a follow-up or a question. */
        A_NAME,
        EITHER
    }

    private final String word;
    private final About about;

    Press(String word, About about) {
        this.word = word;
        this.about = about;
    }

    /** The button of a command's word; empty for a word that takes more than a press. */
    static Optional<Press> of(String word) {
        return Arrays.stream(values()).filter(press -> press.word.equals(word)).findFirst();
    }

    /** @param name of what it is about; empty for the window as a whole */
    String actionId(String name) {
        return Presses.PREFIX + word + (name.isEmpty() ? "" : ":" + name);
    }

    boolean fits(String name) {
        return switch (about) {
            case WINDOW -> name.isEmpty();
            case A_NAME -> !name.isEmpty();
            case EITHER -> true;
        };
    }

    WindowCommand wishFor(String name) {
        return switch (this) {
            case AVAILABLE -> new WindowCommand.Available(true, "");
            case UNAVAILABLE -> new WindowCommand.Available(false, NO_REASON);
            case GO -> new WindowCommand.Go();
            case NO_GO -> new WindowCommand.NoGo(NO_REASON);
            case ATTEST -> new WindowCommand.Attest(name);
            case HOLD -> new WindowCommand.Hold(NO_REASON);
            case RESUME -> new WindowCommand.Resume();
            case RETRY -> new WindowCommand.Retry();
            case FIX -> new WindowCommand.Fix(null, NO_REASON);
            case SKIP -> new WindowCommand.Skip(name, NO_REASON);
            case ROLLBACK -> new WindowCommand.RollBack(NO_REASON, name.isEmpty() ? null : name);
            case EXTEND -> new WindowCommand.Extend(EXTENSION, NO_REASON);
            case GO_ON -> new WindowCommand.GoOn(NO_REASON);
            case DONE -> new WindowCommand.Done(name, "");
            case ACKNOWLEDGE -> new WindowCommand.Acknowledge(name);
        };
    }
}
