package io.tidegate.slackbot.request;

import com.slack.api.model.view.View;
import io.tidegate.slackbot.card.ReasonModal;
import io.tidegate.slackbot.posting.SlackChat;
import io.tidegate.slackbot.text.Mrkdwn;
import io.tidegate.slackbot.window.Tracked;
import io.tidegate.slackbot.window.Windows;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the modals that ask why. Behind the acknowledgement, which waits for nothing of Slack's; and at once, for a
 * trigger lives three seconds. Whoever gets to see none is told so, and what to type instead.
 */
final class SlackModals {
    private static final Logger LOG = LoggerFactory.getLogger(SlackModals.class);

    private final Windows windows;
    private final SlackChat slack;
    private final Whispers whispers;
    private final Executor threads;

    /**
     * Of a press.
     *
     * @param window the id of what it was pressed for
     * @param wish the id of the wish that comes of it
     */
    record Pressed(String trigger, String channel, String person, String window, String wish) {}

    SlackModals(Windows windows, SlackChat slack, Whispers whispers, Executor threads) {
        this.windows = windows;
        this.slack = slack;
        this.whispers = whispers;
        this.threads = threads;
    }

    /** Returns at once. */
    void open(ReasonModal modal, Pressed pressed) {
        threads.execute(() ->
                trouble(modal, pressed).ifPresent(text -> whispers.tell(pressed.channel(), pressed.person(), text)));
    }

    /** What to tell the person; empty when the modal is open. */
    private Optional<String> trouble(ReasonModal modal, Pressed pressed) {
        Optional<View> view;
        try {
            view = windows.find(pressed.window())
                    .flatMap(Tracked::window)
                    .flatMap(window -> modal.view(pressed.window(), window, pressed.wish()));
        } catch (RuntimeException e) {
            LOG.warn("What press {} is about could not be read", pressed.wish(), e);
            return Optional.of(typeInstead(modal, pressed, "the bot cannot read its windows"));
        }
        if (view.isEmpty()) {
            return Optional.of("🤔 What you pressed is not to be done any more for " + Mrkdwn.code(pressed.window())
                    + ". Look at the card: it has changed, or is about to.");
        }
        return switch (slack.open(pressed.trigger(), view.get())) {
            case SlackChat.Opening.Opened opened -> Optional.empty();
            case SlackChat.Opening.Refused(String why) -> {
                LOG.warn("No modal could be opened for press {}: {}", pressed.wish(), why);
                yield Optional.of(typeInstead(
                        modal, pressed, "Slack did not open the dialog that asks why (" + Mrkdwn.code(why) + ")"));
            }
        };
    }

    private static String typeInstead(ReasonModal modal, Pressed pressed, String why) {
        return "✗ Your press was *NOT taken*: " + why + ". Nothing has been changed by it. Press again, or type "
                + Mrkdwn.code(modal.typed(pressed.window()));
    }
}
