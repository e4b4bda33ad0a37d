package io.tidegate.slackbot.request;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.slash_commands.response.SlashCommandResponse;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.middleware.builtin.SSLCheck;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.SlackRequestParser;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import io.tidegate.contracts.Actor;
import io.tidegate.slackbot.card.Presses;
import io.tidegate.slackbot.command.WindowIds;
import io.tidegate.slackbot.text.Mrkdwn;
import io.tidegate.slackbot.text.Sections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bolt's application: finds out what kind of request it is and whom it concerns. It gets only requests whose signature
 * holds, and calls nothing of Slack's by itself: an acknowledgement must not wait for Slack.
 */
final class SlackApp {
    private static final Logger LOG = LoggerFactory.getLogger(SlackApp.class);

    /** Whatever the command is called in a workspace: two installations of the bot need two names. */
    private static final Pattern COMMAND = Pattern.compile("/.+");

    private final AnswerInTime answers;
    private final App app;
    private final SlackRequestParser parser;

    SlackApp(AnswerInTime answers) {
        this.answers = answers;
        AppConfig config = new AppConfig();
        // Bolt's own list would verify once more (and log a rejected signature) and ask Slack who we are.
        app = new App(config, List.of(new SSLCheck(null)));
        app.command(COMMAND, (request, context) -> answer(request.getPayload()));
        app.blockAction(Pattern.compile(Pattern.quote(Presses.PREFIX) + ".+"), (request, context) -> {
            press(request.getPayload());
            return context.ack();
        });
        parser = new SlackRequestParser(config);
    }

    /** @param body of a request whose signature holds */
    Response handle(String path, Map<String, List<String>> headers, String body) throws Exception {
        Request<?> request = parser.parse(SlackRequestParser.HttpRequest.builder()
                .requestUri(path)
                .queryString(Map.of())
                .requestBody(body)
                .headers(new RequestHeaders(headers))
                .build());
        if (request == null) {
            LOG.warn("A signed request to {} is of a kind that the bot does not know", path);
            return Response.error(400);
        }
        return app.run(request);
    }

    private Response answer(SlashCommandPayload payload) {
        String text = payload.getText() == null ? "" : Mrkdwn.unescape(payload.getText());
        String answer = answers.answer(new Desk.Asked(
                Actor.person(payload.getUserId(), payload.getUserName()),
                payload.getChannelId(),
                text,
                payload.getTriggerId()));
        SlashCommandResponse response = SlashCommandResponse.builder()
                .responseType("ephemeral")
                .text(answer)
                .build();
        List<String> parts = Sections.of(answer);
        if (parts.size() > 1) {
            response.setBlocks(parts.stream().map(SlackApp::section).toList());
        }
        return Response.json(200, response);
    }

    private void press(BlockActionPayload payload) {
        for (BlockActionPayload.Action action : payload.getActions()) {
            Presses.wish(action.getActionId())
                    .ifPresentOrElse(
                            wish -> answers.press(
                                    payload.getChannel().getId(),
                                    new Desk.Pressed(
                                            Actor.person(
                                                    payload.getUser().getId(),
                                                    payload.getUser().getName()),
                                            action.getValue(),
                                            wish,
                                            WindowIds.button(messageTs(payload), action.getActionTs()))),
                            () -> LOG.warn("No button of the card is called {}", action.getActionId()));
        }
    }

    private static String messageTs(BlockActionPayload payload) {
        return payload.getContainer() != null && payload.getContainer().getMessageTs() != null
                ? payload.getContainer().getMessageTs()
                : payload.getMessage().getTs();
    }

    private static LayoutBlock section(String mrkdwn) {
        return SectionBlock.builder()
                .text(MarkdownTextObject.builder().text(mrkdwn).build())
                .build();
    }
}
