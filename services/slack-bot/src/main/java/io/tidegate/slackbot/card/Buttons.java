package io.tidegate.slackbot.card;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.composition.BlockCompositions.confirmationDialog;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.button;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Mrkdwn;
import io.tidegate.slackbot.window.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The buttons of the card. Each carries the window's id; which are shown is a help, what may be done others decide. */
final class Buttons {
    private static final int MOST_ATTESTS = 5;

    private Buttons() {}

    static List<LayoutBlock> ofDecision(String id, Window window) {
        List<BlockElement> buttons = new ArrayList<>();
        if (window.status() == Status.DECIDING) {
            if (!window.went()) {
                buttons.add(of(
                        Press.GO,
                        "",
                        "Go",
                        id,
                        "primary",
                        "You say go, in your role. It goes into the log with your name."));
            }
            buttons.add(of(
                    Press.NO_GO,
                    "",
                    "No-go",
                    id,
                    "danger",
                    "The window is *postponed* and stakeholders are told. To give the reason, use `/migration no-go <reason>`"
                            .replace("<", "&lt;")
                            .replace(">", "&gt;")));
            if (Turn.failedPreparation(window)) {
                buttons.add(of(Press.RESUME, "", "Check again", id, null, "The failed check is tried once more."));
            }
        }
        if (window.status() == Status.DECIDING || window.status() == Status.SCHEDULED) {
            window.missingCriteria().stream()
                    .filter(criterion -> criterion.attestedBy() != null)
                    .limit(MOST_ATTESTS)
                    .forEach(criterion -> buttons.add(attest(id, criterion)));
        }
        return row(buttons);
    }

    static List<LayoutBlock> ofRun(String id, Window window) {
        List<BlockElement> buttons = new ArrayList<>();
        boolean needsPerson = window.status() == Status.NEEDS_PERSON;
        boolean running = window.status() == Status.IN_PROGRESS || window.status() == Status.WATCHING;
        if (needsPerson || running && window.held()) {
            buttons.add(of(
                    Press.RESUME,
                    "",
                    needsPerson ? "Try again" : "Resume",
                    id,
                    "primary",
                    needsPerson ? "The failed step is tried once more." : "Steps go on."));
        }
        if (running && !window.held()) {
            buttons.add(of(
                    Press.HOLD,
                    "",
                    "Hold",
                    id,
                    null,
                    "The running step ends; no further one is started until you resume."));
        }
        if (running || needsPerson) {
            buttons.add(of(
                    Press.ROLLBACK,
                    "",
                    "Roll back",
                    id,
                    "danger",
                    "The database goes back to what it was before the window. Everything written since is set aside."));
        }
        return row(buttons);
    }

    private static BlockElement attest(String id, Plan.Criterion criterion) {
        return of(
                Press.ATTEST,
                criterion.id(),
                "Attest: " + criterion.title(),
                id,
                null,
                "You vouch for it, in your role: " + Mrkdwn.escape(Mrkdwn.atMost(100, criterion.title())));
    }

    private static BlockElement of(
            Press press, String criterion, String label, String id, @Nullable String style, String question) {
        return button(element -> element.actionId(press.actionId(criterion))
                .text(plainText(Mrkdwn.atMost(75, label), true))
                .value(id)
                .style(style)
                .confirm(confirmationDialog(dialog -> dialog.title(plainText(Mrkdwn.atMost(100, label)))
                        .text(markdownText(Mrkdwn.atMost(300, question)))
                        .confirm(plainText(label.length() > 30 ? "Yes" : label))
                        .deny(plainText("Not now"))
                        .style(style))));
    }

    private static List<LayoutBlock> row(List<BlockElement> buttons) {
        return buttons.isEmpty() ? List.of() : List.of(actions(buttons));
    }
}
