package io.tidegate.local.workspace;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.button;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.SlashCommandPayloadParser;
import com.slack.api.util.json.GsonFactory;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.workspace.request.SlackSignature;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the bot is sent, and what people see of its answers. */
class RequestsIT {
    private Rig rig;

    @BeforeEach
    void start() {
        rig = new Rig();
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void aSlashCommandArrivesSignedAsSlackSendsIt() throws Exception {
        JsonNode outcome = rig.command("U0RATNA", "/migration no-go disk < 20 % & growing");

        assertThat(outcome.path("ok").asBoolean()).as(outcome.toString()).isTrue();
        assertThat(outcome.path("status").asInt()).isEqualTo(200);
        Bot.Received received = rig.bot.next();
        assertThat(received.path()).isEqualTo("/slack/commands");
        assertThat(received.signature())
                .isEqualTo(SlackSignature.of(Rig.SECRET, received.timestamp(), received.body()));
        assertThat(Long.parseLong(received.timestamp())).isCloseTo(Instant.now().getEpochSecond(), within(5L));
        var payload = new SlashCommandPayloadParser().parse(received.body());
        assertThat(payload.getTeamId()).isEqualTo("T0TIDEGATE");
        assertThat(payload.getTeamDomain()).isEqualTo("tidegate");
        assertThat(payload.getChannelId()).isEqualTo(Rig.CHANNEL);
        assertThat(payload.getChannelName()).isEqualTo("migration");
        assertThat(payload.getUserId()).isEqualTo("U0RATNA");
        assertThat(payload.getUserName()).isEqualTo("ratna");
        assertThat(payload.getCommand()).isEqualTo("/migration");
        assertThat(payload.getText()).isEqualTo("no-go disk &lt; 20 % &amp; growing");
        assertThat(payload.getTriggerId()).isNotEmpty();
        assertThat(payload.getApiAppId()).isEqualTo("A0TIDEGATE");
    }

    @Test
    void theAnswerIsShownToTheOneWhoAsked() throws Exception {
        rig.bot.answers(context -> context.json(Map.of("response_type", "ephemeral", "text", "*here*")));
        JsonNode outcome = rig.command("U0BUDI", "/migration status");

        assertThat(outcome.at("/response/text").asText()).isEqualTo("*here*");
        assertThat(rig.messages()).hasSize(1);
        assertThat(rig.messages().path(0).path("visibleTo").asText()).isEqualTo("U0BUDI");
        assertThat(rig.messages().path(0).path("text").asText()).isEqualTo("*here*");
    }

    @Test
    void anAnswerForTheChannelIsForAll() throws Exception {
        rig.bot.answers(context -> context.json(Map.of("response_type", "in_channel", "text", "all")));
        rig.command("U0BUDI", "/migration status");
        assertThat(rig.messages().path(0).has("visibleTo")).isFalse();
    }

    @Test
    void aBotThatIsSlowerThanThreeSecondsDidNotRespondInTime() throws Exception {
        var end = new CountDownLatch(1);
        rig.bot.answers(context -> end.await());
        JsonNode outcome = rig.command("U0BUDI", "/migration go");
        end.countDown();

        assertThat(outcome.path("ok").asBoolean()).isFalse();
        assertThat(outcome.path("error").asText()).isEqualTo("operation_timeout");
        assertThat(outcome.path("millis").asLong()).isBetween(2_900L, 4_000L);
        assertThat(rig.messages().path(0).path("text").asText())
                .contains("`/migration` failed because the app did not respond in time");
        assertThat(rig.messages().path(0).path("visibleTo").asText()).isEqualTo("U0BUDI");
    }

    @Test
    void aBotThatRefusesOrIsAwayIsTold() throws Exception {
        rig.bot.answers(context -> context.status(401));
        assertThat(rig.command("U0BUDI", "/migration go").path("status").asInt())
                .isEqualTo(401);
        rig.send("PUT", "/local/bot-url", Map.of("url", "http://127.0.0.1:1"));
        assertThat(rig.command("U0BUDI", "/migration go").path("error").asText())
                .isEqualTo("dispatch_failed");
        assertThat(rig.messages()).hasSize(2);
    }

    @Test
    void commandsAreNotForThreadsAndUnknownOnesAreNone() throws Exception {
        String card = postCard();
        JsonNode refused = rig.send(
                "POST",
                "/local/commands",
                Map.of("user", "U0BUDI", "channel", Rig.CHANNEL, "text", "/migration go", "threadTs", card));
        assertThat(refused.path("error").asText()).isEqualTo("not_supported_in_threads");
        assertThat(rig.messages().at("/0/replies/0/text").asText()).contains("not supported in threads");
        assertThat(rig.command("U0BUDI", "/nothing").path("error").asText()).isEqualTo("unknown_command");
    }

    @Test
    void aPressArrivesAsBlockActions() throws Exception {
        String card = postCard();
        JsonNode outcome = rig.press("U0BUDI", card, "tidegate:go");

        assertThat(outcome.path("ok").asBoolean()).as(outcome.toString()).isTrue();
        Bot.Received received = rig.bot.next();
        assertThat(received.path()).isEqualTo("/slack/interactions");
        assertThat(received.signature())
                .isEqualTo(SlackSignature.of(Rig.SECRET, received.timestamp(), received.body()));
        var payload = GsonFactory.createSnakeCase().fromJson(received.field("payload"), BlockActionPayload.class);
        assertThat(payload.getType()).isEqualTo("block_actions");
        assertThat(payload.getUser().getId()).isEqualTo("U0BUDI");
        assertThat(payload.getChannel().getId()).isEqualTo(Rig.CHANNEL);
        assertThat(payload.getContainer().getMessageTs()).isEqualTo(card);
        assertThat(payload.getMessage().getTs()).isEqualTo(card);
        assertThat(payload.getTriggerId()).isNotEmpty();
        var action = payload.getActions().getFirst();
        assertThat(action.getActionId()).isEqualTo("tidegate:go");
        assertThat(action.getValue()).isEqualTo("w-1");
        assertThat(action.getBlockId()).isNotEmpty();
        assertThat(action.getActionTs()).matches("\\d{10}\\.\\d{6}");
    }

    @Test
    void aButtonThatIsGoneCannotBePressed() throws Exception {
        assertThat(rig.press("U0BUDI", postCard(), "tidegate:none").path("ok").asBoolean())
                .isFalse();
    }

    @Test
    void aResponseUrlTakesFiveAnswers() throws Exception {
        rig.command("U0BUDI", "/migration status");
        String url = rig.bot.next().field("response_url");
        for (int i = 0; i < 5; i++) {
            assertThat(rig.post(url, "{\"text\":\"later\"}").body()).isEqualTo("ok");
        }
        assertThat(rig.post(url, "{\"text\":\"later\"}").body()).isEqualTo("used_url");
        assertThat(rig.messages()).hasSize(5).allSatisfy(message -> assertThat(
                        message.path("visibleTo").asText())
                .isEqualTo("U0BUDI"));
    }

    @Test
    void aResponseUrlOfAPressReplacesOrDeletesItsMessage() throws Exception {
        String card = postCard();
        rig.press("U0BUDI", card, "tidegate:go");
        JsonNode payload = Json.mapper().readTree(rig.bot.next().field("payload"));
        String url = payload.path("response_url").asText();
        rig.post(url, "{\"replace_original\":true,\"text\":\"went\"}");
        assertThat(rig.messages().path(0).path("text").asText()).isEqualTo("went");
        rig.post(url, "{\"delete_original\":true}");
        assertThat(rig.messages()).isEmpty();
    }

    @Test
    void aPageOfAnotherSiteCannotAct() throws Exception {
        assertThat(rig.foreign("/local/commands", "{}").statusCode()).isEqualTo(403);
    }

    private String postCard() throws Exception {
        return rig.client()
                .chatPostMessage(post -> post.channel(Rig.CHANNEL)
                        .text("card")
                        .blocks(List.of(actions(List.of(button(
                                one -> one.actionId("tidegate:go").value("w-1").text(plainText("Go"))))))))
                .getTs();
    }
}
