package io.tidegate.slackbot.card;

import com.slack.api.model.block.LayoutBlock;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.report.FollowUps;
import io.tidegate.slackbot.text.Markup;
import io.tidegate.slackbot.text.Mrkdwn;
import java.util.List;

/** What is looked after once the window is over. */
final class AftermathPart {
    private static final int ROOM = 1_500;

    private final Window window;

    AftermathPart(Window window) {
        this.window = window;
    }

    List<LayoutBlock> blocks() {
        List<String> lines = FollowUps.lines(window, Markup.SLACK);
        return lines.isEmpty()
                ? List.of()
                : List.of(SlackCard.paragraph(
                        Mrkdwn.atMost(ROOM, "*Follow-ups and sign-offs*\n" + String.join("\n", lines))));
    }
}
