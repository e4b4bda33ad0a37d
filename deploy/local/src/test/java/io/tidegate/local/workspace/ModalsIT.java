package io.tidegate.local.workspace;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.util.json.GsonFactory;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.workspace.request.SlackSignature;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A modal from the press that opens it to its end. */
class ModalsIT {
    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig();
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    /** Pressed by Budi, and opened by the bot. */
    private String opened() throws Exception {
        String card = rig.client()
                .chatPostMessage(post -> post.channel(Rig.CHANNEL)
                        .text("card")
                        .blocks(List.of(actions(List.of(button(
                                one -> one.actionId("extend").value("w-1").text(plainText("Extend"))))))))
                .getTs();
        JsonNode pressed = rig.press("U0BUDI", card, "extend");
        rig.bot.next();
        var answer = rig.client()
                .viewsOpen(
                        open -> open.triggerId(pressed.path("trigger").asText()).view(Modals.extend()));
        assertThat(answer.isOk()).as(answer.toString()).isTrue();
        JsonNode modal = only();
        assertThat(modal.path("user").asText()).isEqualTo("U0BUDI");
        assertThat(modal.path("trigger")).isEqualTo(pressed.path("trigger"));
        assertThat(modal.path("open").asBoolean()).isTrue();
        assertThat(modal.at("/view/id").asText()).isEqualTo(answer.getView().getId());
        return answer.getView().getId();
    }

    private JsonNode only() throws Exception {
        JsonNode views = rig.get("/local/views").path("views");
        assertThat(views).hasSize(1);
        return views.path(0);
    }

    private boolean isOpen() throws Exception {
        return only().path("open").asBoolean();
    }

    private JsonNode submit(String person, String id, Map<String, String> values) throws Exception {
        return rig.send("POST", "/local/views/" + id + "/submission", Map.of("user", person, "values", values));
    }

    @Test
    void whatIsSubmittedArrivesSignedAsSlackSendsIt() throws Exception {
        String id = opened();

        JsonNode outcome = submit("U0BUDI", id, Map.of("reason", "a <b> & c\nd", "time", "30m"));

        assertThat(outcome.path("ok").asBoolean()).as(outcome.toString()).isTrue();
        assertThat(isOpen()).isFalse();
        Bot.Received received = rig.bot.next();
        assertThat(received.path()).isEqualTo("/slack/interactions");
        assertThat(received.signature())
                .isEqualTo(SlackSignature.of(Rig.SECRET, received.timestamp(), received.body()));
        var payload = GsonFactory.createSnakeCase().fromJson(received.field("payload"), ViewSubmissionPayload.class);
        assertThat(payload.getType()).isEqualTo("view_submission");
        assertThat(payload.getUser().getId()).isEqualTo("U0BUDI");
        assertThat(payload.getUser().getName()).isEqualTo("budi");
        assertThat(payload.getTeam().getId()).isEqualTo("T0TIDEGATE");
        assertThat(payload.getView().getId()).isEqualTo(id);
        assertThat(payload.getView().getCallbackId()).isEqualTo("extend");
        assertThat(payload.getView().getPrivateMetadata()).isEqualTo("w-1");
        JsonNode values = Json.read(received.field("payload"), JsonNode.class).at("/view/state/values");
        assertThat(values.at("/reason/written/value").asText()).isEqualTo("a <b> & c\nd");
        assertThat(values.at("/time/chosen/selected_option/value").asText()).isEqualTo("30m");
        assertThat(submit("U0BUDI", id, Map.of("reason", "again")).path("error").asText())
                .contains("no such modal");
    }

    @Test
    void whatIsNotFilledInIsNotSent() throws Exception {
        String id = opened();

        assertThat(submit("U0BUDI", id, Map.of("reason", ""))
                        .at("/errors/reason")
                        .asText())
                .isEqualTo("Please complete this required field");
        assertThat(submit("U0BUDI", id, Map.of("reason", "x".repeat(51)))
                        .at("/errors/reason")
                        .asText())
                .isEqualTo("Please write at most 50 characters");
        assertThat(submit("U0BUDI", id, Map.of("reason", "slow", "time", "7m"))
                        .at("/errors/time")
                        .asText())
                .isEqualTo("Please choose one of the options");
        assertThat(isOpen()).isTrue();
        submit("U0BUDI", id, Map.of("reason", "slow"));
        assertThat(rig.bot.next().field("payload"))
                .as("the first that the bot is sent, with the choice that the modal began with")
                .contains("\"value\":\"slow\"", "\"value\":\"15m\"}}");
    }

    @Test
    void errorsAreShownAndTheModalStays() throws Exception {
        String id = opened();
        rig.bot.answers(context ->
                context.json(Map.of("response_action", "errors", "errors", Map.of("reason", "A reason is missing"))));

        JsonNode outcome = submit("U0BUDI", id, Map.of("reason", " "));

        assertThat(outcome.at("/errors/reason").asText()).isEqualTo("A reason is missing");
        assertThat(outcome.path("open").asBoolean()).isTrue();
        assertThat(isOpen()).isTrue();
    }

    @Test
    void anAnswerThatSlackCannotUseLeavesItOpen() throws Exception {
        String id = opened();
        for (Object answer : List.of(
                Map.of("ok", true),
                Map.of("response_action", "errors", "errors", Map.of("nowhere", "x")),
                Map.of("response_action", "errors"),
                Map.of("response_action", "update", "view", Map.of("type", "modal")))) {
            rig.bot.answers(context -> context.json(answer));
            JsonNode outcome = submit("U0BUDI", id, Map.of("reason", "slow"));
            assertThat(outcome.path("error").asText()).as(answer.toString()).isEqualTo("invalid_response");
            assertThat(isOpen()).isTrue();
        }
        rig.bot.answers(context -> context.status(500));
        assertThat(submit("U0BUDI", id, Map.of("reason", "slow")).path("error").asText())
                .isEqualTo("dispatch_failed");
        assertThat(isOpen()).isTrue();
    }

    @Test
    void theBotMayShowAnotherContentOrClearAll() throws Exception {
        String id = opened();
        rig.bot.answers(context -> context.contentType("application/json")
                .result("{\"response_action\":\"update\",\"view\":"
                        + GsonFactory.createSnakeCase().toJson(Modals.titled("Thank you")) + "}"));
        assertThat(submit("U0BUDI", id, Map.of("reason", "slow")).path("open").asBoolean())
                .isTrue();
        assertThat(only().at("/view/title/text").asText()).isEqualTo("Thank you");
        assertThat(only().at("/view/id").asText()).isEqualTo(id);

        rig.bot.answers(context -> context.json(Map.of("response_action", "clear")));
        assertThat(submit("U0BUDI", id, Map.of("reason", "slow")).path("open").asBoolean())
                .isFalse();
        assertThat(isOpen()).isFalse();
    }

    @Test
    void itIsForWhoPressedAlone() throws Exception {
        String id = opened();

        assertThat(submit("U0RATNA", id, Map.of("reason", "slow")).path("error").asText())
                .contains("no such modal");
        rig.send("POST", "/local/views/" + id + "/closing", Map.of("user", "U0BUDI"));
        assertThat(isOpen()).isFalse();
    }
}
