package io.tidegate.slackbot.request;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.slash_commands.response.SlashCommandResponse;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.middleware.builtin.SSLCheck;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.SlackRequestParser;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import io.tidegate.contracts.Actor;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.slackbot.card.Presses;
import io.tidegate.slackbot.card.ReasonModal;
import io.tidegate.slackbot.card.Submission;
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
 * holds, and waits for nothing of Slack's: an acknowledgement must not.
 */
final class SlackApp {
    private static final Logger LOG = LoggerFactory.getLogger(SlackApp.class);

    /** Whatever the command is called in a workspace: two installations of the bot need two names. */
    private static final Pattern COMMAND = Pattern.compile("/.+");

    /** What the bot's own buttons and modals are called. */
    private static final Pattern OURS = Pattern.compile(Pattern.quote(Presses.PREFIX) + ".+");

    private final AnswerInTime answers;
    private final SlackModals modals;
    private final App app;
    private final SlackRequestParser parser;

    SlackApp(AnswerInTime answers, SlackModals modals) {
        this.answers = answers;
        this.modals = modals;
        AppConfig config = new AppConfig();
        // Bolt's own list would verify once more (and log a rejected signature) and ask Slack who we are.
        app = new App(config, List.of(new SSLCheck(null)));
        app.command(COMMAND, (request, context) -> answer(request.getPayload()));
        app.blockAction(OURS, (request, context) -> {
            press(request.getPayload());
            return context.ack();
        });
        app.viewSubmission(OURS, (request, context) -> submit(request.getPayload(), context));
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
            String id = WindowIds.button(messageTs(payload), action.getActionTs());
            Presses.of(action.getActionId())
                    .ifPresentOrElse(
                            pressed -> press(payload, action.getValue(), id, pressed),
                            () -> LOG.warn("No button of the card is called {}", action.getActionId()));
        }
    }

    private void press(BlockActionPayload payload, String window, String id, Presses.Pressed pressed) {
        String channel = payload.getChannel().getId();
        String person = payload.getUser().getId();
        switch (pressed) {
            case Presses.Pressed.Wish(WindowCommand command) ->
                answers.press(
                        channel,
                        new Desk.Pressed(Actor.person(person, payload.getUser().getName()), window, command, id));
            case Presses.Pressed.AsksWhy(ReasonModal modal) ->
                modals.open(modal, new SlackModals.Pressed(payload.getTriggerId(), channel, person, window, id));
        }
    }

    /** Acknowledged without a word, the modal closes; with errors it stays open and shows them. */
    private Response submit(ViewSubmissionPayload payload, ViewSubmissionContext context) {
        ViewSubmissionPayload.User user = payload.getUser();
        Map<String, String> errors =
                switch (Submission.of(payload.getView())) {
                    case Submission.Wrong wrong -> wrong.errors();
                    case Submission.Wish(String id, String window, WindowCommand command) ->
                        answers.submit(new Desk.Pressed(
                                        Actor.person(user.getId(), user.getName()), window, command, id))
                                .map(words -> Map.of(ReasonModal.REASON, words))
                                .orElse(Map.of());
                };
        return errors.isEmpty() ? context.ack() : context.ackWithErrors(errors);
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
