package io.tidegate.slackbot.card;

import io.tidegate.contracts.window.WindowCommand;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /** As it is typed behind {@code /migration}. */
    String word() {
        return word;
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

    /** Does its command take a reason? Then so does the press, in a {@link ReasonModal}. */
    boolean asksWhy() {
        return switch (this) {
            case UNAVAILABLE, NO_GO, HOLD, FIX, SKIP, ROLLBACK, EXTEND, GO_ON -> true;
            case AVAILABLE, GO, ATTEST, RESUME, RETRY, DONE, ACKNOWLEDGE -> false;
        };
    }

    /**
     * @param reason empty where {@link #asksWhy} is not so
     * @param time how much later it ends, or how long mending may take; null where there is nothing to choose
     */
    WindowCommand wishFor(String name, String reason, @Nullable Duration time) {
        return switch (this) {
            case AVAILABLE -> new WindowCommand.Available(true, "");
            case UNAVAILABLE -> new WindowCommand.Available(false, reason);
            case GO -> new WindowCommand.Go();
            case NO_GO -> new WindowCommand.NoGo(reason);
            case ATTEST -> new WindowCommand.Attest(name);
            case HOLD -> new WindowCommand.Hold(reason);
            case RESUME -> new WindowCommand.Resume();
            case RETRY -> new WindowCommand.Retry();
            case FIX -> new WindowCommand.Fix(time, reason);
            case SKIP -> new WindowCommand.Skip(name, reason);
            case ROLLBACK -> new WindowCommand.RollBack(reason, name.isEmpty() ? null : name);
            case EXTEND -> new WindowCommand.Extend(Objects.requireNonNull(time), reason);
            case GO_ON -> new WindowCommand.GoOn(reason);
            case DONE -> new WindowCommand.Done(name, "");
            case ACKNOWLEDGE -> new WindowCommand.Acknowledge(name);
        };
    }
}
