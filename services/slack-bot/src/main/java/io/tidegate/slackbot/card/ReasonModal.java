package io.tidegate.slackbot.card;

import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.option;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;
import static com.slack.api.model.block.element.BlockElements.staticSelect;
import static com.slack.api.model.view.Views.viewClose;
import static com.slack.api.model.view.Views.viewSubmit;
import static com.slack.api.model.view.Views.viewTitle;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.view.View;
import com.slack.api.model.view.Views;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.command.ReasonText;
import io.tidegate.slackbot.text.Mrkdwn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks why, before a press becomes a wish, and says what happens then. It takes the place of the dialog that other
 * buttons have: to submit it is to confirm.
 *
 * <p>The reason is required for each of them, as it is for each of the typed commands. The log keeps it for ever, the
 * channel, the report and the post-mortem repeat it, and whoever reads them months later has nothing else to go by:
 *
 * <ul>
 *   <li>{@code no-go}, {@code rollback}: hundreds are told that there was no maintenance, or that there is nothing new;
 *       the reason is what they are told and what the meeting afterwards begins with.
 *   <li>{@code skip}, {@code go-on}, {@code extend}: something that the plan asked for is not done, or not in its time.
 *   <li>{@code hold}: nobody else knows what is waited for, and so nobody else could resume. Nothing is lost while it is
 *       written, for the running step ends by itself in any case.
 *   <li>{@code fix}: a second person who comes to help learns what is being mended already.
 *   <li>{@code unavailable}: whoever stands in learns why they are asked.
 * </ul>
 *
 * <p>A few words do. The input has the focus when the modal opens, so that it is pressing, writing, submitting.
 */
public final class ReasonModal {
    /** The block that an error about the whole is shown at. */
    public static final String REASON = "reason";

    static final String TIME = "time";
    static final String WRITTEN = "written";
    static final String CHOSEN = "chosen";

    private static final int PLAN_TITLE = 150;

    private final Press press;
    private final String name;

    ReasonModal(Press press, String name) {
        this.press = press;
        this.name = name;
    }

    /** What the modal carries until it is submitted. Slack: at most 3,000 characters. */
    record Carried(String window, String wish) {
        Carried {
            Objects.requireNonNull(window);
            Objects.requireNonNull(wish);
        }
    }

    /**
     * What Slack opens.
     *
     * @param id of the window
     * @param wish the id that its wish will have, however often it is submitted
     * @return empty where the window does not have any more what was pressed
     */
    public Optional<View> view(String id, Window window, String wish) {
        return new Answers(window).to(press, name).map(button -> view(id, window, wish, button));
    }

    private View view(String id, Window window, String wish, Button button) {
        Words words = Words.of(press);
        return Views.view(modal -> modal.type("modal")
                .callbackId(press.actionId(name))
                .privateMetadata(Json.write(new Carried(id, wish)))
                .title(viewTitle(title -> title.type("plain_text").text(words.title())))
                .submit(viewSubmit(submit -> submit.type("plain_text").text(words.submit())))
                .close(viewClose(close -> close.type("plain_text").text("Not now")))
                .blocks(blocks(id, window, button, words)));
    }

    private List<LayoutBlock> blocks(String id, Window window, Button button, Words words) {
        List<LayoutBlock> blocks = new ArrayList<>();
        String plan = Mrkdwn.atMost(PLAN_TITLE, window.plan().title());
        blocks.add(section(what -> what.text(markdownText(button.happens()))));
        TimeChoice.of(press, window).ifPresent(choice -> blocks.add(time(choice)));
        blocks.add(reason(words));
        blocks.add(context(List.of(markdownText(Mrkdwn.bold(plan) + " · " + Mrkdwn.code(id)))));
        return blocks;
    }

    private static InputBlock time(TimeChoice choice) {
        List<OptionObject> options = choice.offers().stream()
                .map(offer -> option(plainText(offer.label()), Durations.format(offer.time())))
                .toList();
        return input(block -> block.blockId(TIME)
                .label(plainText(choice.question()))
                .element(staticSelect(select ->
                        select.actionId(CHOSEN).options(options).initialOption(options.get(choice.usual())))));
    }

    private static InputBlock reason(Words words) {
        return input(block -> block.blockId(REASON)
                .label(plainText(words.question()))
                .hint(plainText("With your name in the log, the channel and the report."))
                .element(plainTextInput(text -> text.actionId(WRITTEN)
                        // Enter must not submit half a reason.
                        .multiline(true)
                        .maxLength(ReasonText.LONGEST)
                        .focusOnLoad(true)
                        .placeholder(plainText("For instance: " + words.example())))));
    }

    /** The command that does the same, for whoever cannot be shown the modal. */
    public String typed(String window) {
        String arguments =
                switch (press) {
                    case SKIP -> " " + name;
                    case ROLLBACK -> name.isEmpty() ? "" : " --rung " + name;
                    case EXTEND -> " " + Durations.format(TimeChoice.EXTENSION);
                    case UNAVAILABLE,
                            NO_GO,
                            HOLD,
                            FIX,
                            GO_ON,
                            AVAILABLE,
                            GO,
                            ATTEST,
                            RESUME,
                            RETRY,
                            DONE,
                            ACKNOWLEDGE -> "";
                };
        return "/migration " + press.word() + arguments + " <reason> --window " + window;
    }

    /**
     * @param title Slack: at most 24 characters, as are those of {@code submit}
     * @param example of an answer to the question
     */
    private record Words(String title, String submit, String question, String example) {
        static Words of(Press press) {
            return switch (press) {
                case UNAVAILABLE -> new Words("I cannot be there", "I cannot", "Why?", "in a plane until noon");
                case NO_GO -> new Words("No-go", "No-go", "Why?", "replication lags by a minute");
                case HOLD -> new Words("Hold", "Hold", "Why?", "the disk for the backup is nearly full");
                case FIX ->
                    new Words("Take time to mend", "Begin", "What is being mended?", "the disk is being enlarged");
                case SKIP -> new Words("Leave out", "Leave out", "Why?", "nobody can try it before noon");
                case ROLLBACK -> new Words("Roll back", "Roll back", "Why?", "users cannot log in");
                case EXTEND -> new Words("Extend", "Extend", "Why?", "the index takes longer");
                case GO_ON -> new Words("Let it go on", "Let it go on", "Why?", "two minutes are missing");
                case AVAILABLE, GO, ATTEST, RESUME, RETRY, DONE, ACKNOWLEDGE ->
                    throw new IllegalArgumentException(press + " takes no reason");
            };
        }
    }
}
