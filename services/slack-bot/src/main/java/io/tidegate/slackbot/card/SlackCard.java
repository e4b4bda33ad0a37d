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
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.report.Chronicle;
import io.tidegate.slackbot.report.Marks;
import io.tidegate.slackbot.text.Mrkdwn;
import io.tidegate.slackbot.window.Tracked;
import io.tidegate.slackbot.window.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A window as one Slack message: everything that the team must see, and the buttons that apply now. */
public final class SlackCard {
    /** For the steps, where the other parts leave so much. */
    static final int ROOM = 5_000;

    private static final int PARAGRAPH = 600;
    private static final int TURN = 1_200;
    private static final int SECTION = 2_000;

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
        Buttons buttons = new Buttons(tracked.id(), window);
        RunPart run = new RunPart(tracked, window, now);
        List<LayoutBlock> before = new ArrayList<>();
        before.add(header(block -> block.text(plainText(Mrkdwn.atMost(150, heading()), true))));
        before.add(section(block -> block.fields(fields(run))));
        before.add(paragraph(nowAndNext()));
        run.paragraphs().forEach(text -> before.add(paragraph(Mrkdwn.atMost(SECTION, text))));
        boolean deciding = window.status() == Status.SCHEDULED || window.status() == Status.DECIDING;
        if (!deciding) {
            before.addAll(buttons.asked());
        }
        before.add(divider());
        before.addAll(new DecisionPart(window, now).blocks());
        if (deciding) {
            before.addAll(buttons.asked());
        }
        before.add(divider());
        List<LayoutBlock> after = new ArrayList<>(new AftermathPart(window).blocks());
        after.addAll(buttons.always());
        after.add(context(List.of(markdownText(footer()))));
        int room = Characters.MOST - Characters.of(before) - Characters.of(after);
        List<LayoutBlock> blocks = new ArrayList<>(before);
        blocks.addAll(new StepsPart(window, now).blocks(Math.min(ROOM, room)));
        blocks.addAll(after);
        return blocks;
    }

    private String heading() {
        String held = window.held() && !window.status().isFinal() ? " (held)" : "";
        return Marks.of(window) + " " + window.plan().title() + " · " + StatusLine.words(window.status()) + held;
    }

    private List<TextObject> fields(RunPart run) {
        Plan.Timing timing = window.plan().window();
        Duration length = Duration.between(window.startsAt(), window.endsAt());
        List<TextObject> fields = new ArrayList<>();
        fields.add(field("Start", Mrkdwn.moment(window.startsAt(), zone)));
        fields.add(
                field("Planned end", Mrkdwn.clock(window.endsAt(), zone) + ", " + Durations.format(length) + " long"));
        switch (window.status()) {
            case SCHEDULED, DECIDING, POSTPONED ->
                fields.add(field("Decision opens", Mrkdwn.clock(window.decisionAt(), zone)));
            case IN_PROGRESS -> {
                fields.add(field("Open again", run.openAgain()));
                fields.add(field("Point of no return", run.pointOfNoReturn()));
            }
            case NEEDS_PERSON -> fields.add(field("Point of no return", run.pointOfNoReturn()));
            case WATCHING, ROLLING_BACK, COMPLETED, CANCELLED, ROLLED_BACK -> {}
        }
        fields.add(field("Downtime", downtime(timing)));
        if (window.wave() != null) {
            fields.add(field(
                    "Wave",
                    window.wave().inWords() + ", " + Mrkdwn.code(window.wave().id())));
        }
        return fields;
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
        return line.mark().sign() + " "
                + Mrkdwn.escape(Mrkdwn.atMost(PARAGRAPH, StatusLine.doingNow(window, now))) + "\n"
                + Mrkdwn.atMost(TURN, next);
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
