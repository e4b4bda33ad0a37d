package io.tidegate.slackbot.card;

import static com.slack.api.model.block.composition.BlockCompositions.confirmationDialog;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.button;

import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.element.BlockElement;
import io.tidegate.slackbot.text.Mrkdwn;
import org.jspecify.annotations.Nullable;

/**
 * One button, with what asks before it is done: a {@link ReasonModal} where it needs a reason, else a dialog.
 *
 * @param name of what it is about; empty for the window as a whole
 * @param style {@code primary}, {@code danger}, or null
 * @param happens what happens then, in mrkdwn
 */
record Button(
        Press press, String name, String label, @Nullable String style, String happens) {
    private static final int LABEL = 75;
    private static final int TITLE = 100;
    private static final int DIALOG = 300;
    private static final int CONFIRM = 30;

    /** What Slack names it by; two of the same do the same. */
    String actionId() {
        return press.actionId(name);
    }

    /** @param window the id that it carries */
    BlockElement element(String window) {
        return button(element -> element.actionId(actionId())
                .text(plainText(Mrkdwn.atMost(LABEL, label), true))
                .value(window)
                .style(style)
                .confirm(press.asksWhy() ? null : dialog()));
    }

    private ConfirmationDialogObject dialog() {
        return confirmationDialog(dialog -> dialog.title(plainText(Mrkdwn.atMost(TITLE, label)))
                .text(markdownText(Mrkdwn.atMost(DIALOG, happens)))
                .confirm(plainText(label.length() > CONFIRM ? "Yes" : label))
                .deny(plainText("Not now"))
                .style(style));
    }
}
