package io.tidegate.slackbot.card;

import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.divider;
import static com.slack.api.model.block.Blocks.header;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.TextObject;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Mrkdwn;
import io.tidegate.slackbot.window.Chronicle;
import io.tidegate.slackbot.window.Marks;
import io.tidegate.slackbot.window.Tracked;
import io.tidegate.slackbot.window.Turn;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A window as one Slack message: everything that the team must see, and the buttons that apply now. */
public final class SlackCard {
    /** For the steps: Slack takes about 13,200 characters a message, the other parts need up to 8,000 of them. */
    static final int ROOM = 5_000;

    private static final int PARAGRAPH = 600;

    /**
     * @param text what screen readers and phones read
     * @param blocks Block Kit
     */
    public record Card(String text, List<LayoutBlock> blocks) {}

    private final Tracked tracked;
    private final Window window;
    private final Instant now;
    private final ZoneId zone;

    private SlackCard(Tracked tracked, Window window, Instant now) {
        this.tracked = tracked;
        this.window = window;
        this.now = now;
        this.zone = window.plan().window().zone();
    }

    /** @param now for what is still running */
    public static Card of(Tracked tracked, Window window, Instant now) {
        SlackCard card = new SlackCard(tracked, window, now);
        return new Card(card.text(), card.blocks());
    }

    private String text() {
        StatusLine line = StatusLine.of(window, now);
        return Mrkdwn.atMost(
                PARAGRAPH,
                Mrkdwn.escape(Marks.of(window) + " " + window.plan().title() + ": " + StatusLine.words(window.status())
                        + ". " + line.action() + " Next: " + line.next()));
    }

    private List<LayoutBlock> blocks() {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(header(block -> block.text(plainText(Mrkdwn.atMost(150, heading()), true))));
        blocks.add(section(block -> block.fields(fields())));
        blocks.add(paragraph(nowAndNext()));
        trouble(blocks);
        blocks.add(divider());
        blocks.addAll(new DecisionPart(tracked.id(), window).blocks());
        blocks.add(divider());
        blocks.addAll(new StepsPart(window, now).blocks(ROOM));
        blocks.addAll(Buttons.ofRun(tracked.id(), window));
        blocks.add(context(List.of(markdownText(footer()))));
        return blocks;
    }

    private String heading() {
        String held = window.held() && !window.status().isFinal() ? " (held)" : "";
        return Marks.of(window) + " " + window.plan().title() + " · " + StatusLine.words(window.status()) + held;
    }

    private List<TextObject> fields() {
        Plan.Timing timing = window.plan().window();
        return List.of(
                field("Start", Mrkdwn.moment(window.startsAt(), zone)),
                field(
                        "Planned end",
                        Mrkdwn.clock(window.endsAt(), zone) + ", " + Durations.format(timing.length()) + " long"),
                field("Decision opens", Mrkdwn.clock(window.decisionAt(), zone)),
                field("Downtime", downtime(timing)));
    }

    private String downtime(Plan.Timing timing) {
        String planned = Durations.format(timing.downtime()) + " planned";
        Instant closed = window.closedAt();
        if (closed == null) {
            return planned;
        }
        Instant reopened = window.reopenedAt();
        return reopened == null
                ? "since " + Mrkdwn.clock(closed, zone) + ", " + planned
                : "*" + StatusLine.took(reopened.toEpochMilli() - closed.toEpochMilli()) + "*, " + planned;
    }

    private static TextObject field(String name, String value) {
        return markdownText("*" + name + "*\n" + value);
    }

    /** Where somebody must act, that person is named; else what comes next by itself. */
    private String nowAndNext() {
        StatusLine line = StatusLine.of(window, now);
        String next = Turn.of(window)
                .map(who -> "👉 " + who)
                .orElseGet(() -> "*Next:* " + Mrkdwn.escape(Mrkdwn.atMost(PARAGRAPH, line.next())));
        return line.mark().sign() + " " + Mrkdwn.escape(Mrkdwn.atMost(PARAGRAPH, line.action())) + "\n"
                + Mrkdwn.atMost(PARAGRAPH, next);
    }

    /** What the line above does not say already. */
    private void trouble(List<LayoutBlock> blocks) {
        String said = StatusLine.of(window, now).action().toLowerCase(Locale.ROOT);
        List<String> lines = new ArrayList<>();
        String trouble = window.trouble();
        if (trouble != null && !said.contains(trouble.strip().toLowerCase(Locale.ROOT))) {
            lines.add("⚠️ " + Mrkdwn.escape(Mrkdwn.atMost(PARAGRAPH, trouble)));
        }
        if (window.overran() && !window.status().isFinal()) {
            lines.add("⚠️ The planned end, " + Mrkdwn.clock(window.endsAt(), zone) + ", has passed.");
        }
        Instant silent = window.silentSince();
        if (silent != null && !said.contains("has not been heard")) {
            lines.add("⚠️ The db-agent of " + Mrkdwn.code(window.plan().target()) + " has not been heard since "
                    + Mrkdwn.clock(silent, zone) + ".");
        }
        if (!lines.isEmpty()) {
            blocks.add(paragraph(String.join("\n", lines)));
        }
    }

    private String footer() {
        Chronicle chronicle = tracked.chronicle();
        return Mrkdwn.code(tracked.id()) + " · " + tracked.sequence() + " events · " + signed(chronicle.head());
    }

    private static String signed(io.tidegate.contracts.window.WindowEvent.@Nullable HeadSigned head) {
        return head == null
                ? "not signed yet"
                : "🔏 signed up to " + head.upTo() + ": "
                        + Mrkdwn.code(head.hash().substring(0, 16)) + " by key " + Mrkdwn.code(head.key());
    }

    static LayoutBlock paragraph(String mrkdwn) {
        return section(block -> block.text(markdownText(mrkdwn)));
    }
}
