package io.tidegate.local.workspace;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.header;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.button;
import static com.slack.api.model.view.Views.view;
import static com.slack.api.model.view.Views.viewTitle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.Message;
import com.slack.api.model.block.LayoutBlock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real Slack client takes the workspace for Slack. */
class WebApiIT {
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
    void theBotLearnsWhoItIs() throws Exception {
        var me = rig.client().authTest(request -> request);
        assertThat(me.isOk()).isTrue();
        assertThat(me.getUserId()).isEqualTo("U0TIDEGATE");
        assertThat(me.getTeamId()).isEqualTo("T0TIDEGATE");
        assertThat(rig.client().apiTest(request -> request.foo("bar")).getArgs().getFoo())
                .isEqualTo("bar");
        assertThat(rig.client().apiTest(request -> request.error("my_error")).getError())
                .isEqualTo("my_error");
    }

    @Test
    void aWrongTokenIsRefused() throws Exception {
        assertThat(rig.client("xoxb-wrong").authTest(request -> request).getError())
                .isEqualTo("invalid_auth");
        assertThat(rig.client("").authTest(request -> request).getError()).isEqualTo("not_authed");
    }

    @Test
    void aCardIsPostedChangedInPlaceAndDeleted() throws Exception {
        var posted = rig.client().chatPostMessage(post -> post.channel("#migration")
                .text("card")
                .blocks(card("deciding"))
                .metadata(new Message.Metadata("window", Map.of("id", "w-1"))));
        assertThat(posted.isOk()).as(posted.toString()).isTrue();
        assertThat(posted.getChannel()).isEqualTo(Rig.CHANNEL);
        assertThat(posted.getMessage().getBlocks()).hasSize(3).allSatisfy(block -> assertThat(block.getBlockId())
                .isNotEmpty());

        var changed = rig.client().chatUpdate(update -> update.channel(Rig.CHANNEL)
                .ts(posted.getTs())
                .text("card")
                .blocks(card("in progress")));
        assertThat(changed.isOk()).as(changed.toString()).isTrue();
        assertThat(changed.getTs()).isEqualTo(posted.getTs());
        assertThat(rig.messages()).hasSize(1);
        assertThat(rig.messages().path(0).path("edits").asInt()).isEqualTo(1);
        assertThat(rig.messages().path(0).at("/metadata/event_payload/id").asText())
                .isEqualTo("w-1");

        assertThat(rig.client()
                        .chatDelete(delete -> delete.channel(Rig.CHANNEL).ts(posted.getTs()))
                        .isOk())
                .isTrue();
        assertThat(rig.messages()).isEmpty();
        assertThat(rig.client()
                        .chatUpdate(update ->
                                update.channel(Rig.CHANNEL).ts(posted.getTs()).text("gone"))
                        .getError())
                .isEqualTo("message_not_found");
    }

    @Test
    void repliesStayInTheirThreadUnlessTheyAreBroadcast() throws Exception {
        String card = post("card").getTs();
        String reply = rig.client()
                .chatPostMessage(
                        post -> post.channel(Rig.CHANNEL).threadTs(card).text("milestone"))
                .getTs();
        var broadcast = rig.client().chatPostMessage(post -> post.channel(Rig.CHANNEL)
                .threadTs(reply)
                .replyBroadcast(true)
                .text("status line"));
        assertThat(broadcast.getMessage().getThreadTs()).isEqualTo(card);

        var history = rig.client().conversationsHistory(ask -> ask.channel(Rig.CHANNEL));
        assertThat(history.getMessages()).extracting(Message::getText).containsExactly("status line", "card");
        assertThat(history.getMessages().getLast().getReplyCount()).isEqualTo(2);
        assertThat(history.getMessages().getFirst().getSubtype()).isEqualTo("thread_broadcast");
        var thread = rig.client()
                .conversationsReplies(ask -> ask.channel(Rig.CHANNEL).ts(card));
        assertThat(thread.getMessages())
                .extracting(Message::getText)
                .containsExactly("card", "milestone", "status line");
        assertThat(rig.messages().path(0).path("replies")).hasSize(2);
    }

    @Test
    void stampsAreUniqueAndIncrease() throws Exception {
        List<String> stamps = new java.util.ArrayList<>();
        for (int i = 0; i < 20; i++) {
            stamps.add(post("m" + i).getTs());
        }
        assertThat(stamps).doesNotHaveDuplicates().isSorted().allMatch(ts -> ts.matches("\\d{10}\\.\\d{6}"));
    }

    @Test
    void historyComesInPagesAndBetweenStamps() throws Exception {
        List<String> stamps =
                List.of(post("1").getTs(), post("2").getTs(), post("3").getTs());
        var first = rig.client()
                .conversationsHistory(ask -> ask.channel(Rig.CHANNEL).limit(2));
        assertThat(first.getMessages()).extracting(Message::getText).containsExactly("3", "2");
        assertThat(first.isHasMore()).isTrue();
        var second = rig.client().conversationsHistory(ask -> ask.channel(Rig.CHANNEL)
                .limit(2)
                .cursor(first.getResponseMetadata().getNextCursor()));
        assertThat(second.getMessages()).extracting(Message::getText).containsExactly("1");
        assertThat(second.isHasMore()).isFalse();
        var between = rig.client()
                .conversationsHistory(
                        ask -> ask.channel(Rig.CHANNEL).oldest(stamps.get(0)).latest(stamps.get(2)));
        assertThat(between.getMessages()).extracting(Message::getText).containsExactly("2");
    }

    @Test
    void aWhisperIsForItsReaderAlone() throws Exception {
        var whispered = rig.client()
                .chatPostEphemeral(
                        post -> post.channel(Rig.CHANNEL).user("U0BUDI").text("psst"));
        assertThat(whispered.isOk()).isTrue();
        assertThat(rig.client()
                        .conversationsHistory(ask -> ask.channel(Rig.CHANNEL))
                        .getMessages())
                .isEmpty();
        assertThat(rig.messages().path(0).path("visibleTo").asText()).isEqualTo("U0BUDI");
        assertThat(rig.client()
                        .chatPostEphemeral(post ->
                                post.channel(Rig.CHANNEL).user("U0NOBODY").text("psst"))
                        .getError())
                .isEqualTo("user_not_in_channel");
    }

    @Test
    void peopleAndChannelsAreFound() throws Exception {
        var channels =
                rig.client().conversationsList(ask -> ask.excludeArchived(true).limit(100));
        assertThat(channels.getChannels()).extracting("name").containsExactly("general", "migration");
        assertThat(rig.client()
                        .conversationsInfo(ask -> ask.channel(Rig.CHANNEL))
                        .getChannel()
                        .isMember())
                .isTrue();
        assertThat(rig.client().usersInfo(ask -> ask.user("U0RATNA")).getUser().getRealName())
                .isEqualTo("Ratna");
        assertThat(rig.client().usersInfo(ask -> ask.user("U0X")).getError()).isEqualTo("user_not_found");
        assertThat(rig.client().usersList(ask -> ask).getMembers()).hasSize(11);
    }

    @Test
    void theBotMustBeInAChannelToPost() throws Exception {
        assertThat(rig.client()
                        .chatPostMessage(post -> post.channel("C0GENERAL").text("hi"))
                        .getError())
                .isEqualTo("not_in_channel");
        assertThat(rig.client()
                        .conversationsJoin(ask -> ask.channel("C0GENERAL"))
                        .isOk())
                .isTrue();
        assertThat(rig.client()
                        .chatPostMessage(post -> post.channel("C0GENERAL").text("hi"))
                        .isOk())
                .isTrue();
    }

    @Test
    void errorsHaveSlacksWords() throws Exception {
        assertThat(rig.client()
                        .chatPostMessage(post -> post.channel("C0NOWHERE").text("x"))
                        .getError())
                .isEqualTo("channel_not_found");
        assertThat(rig.client()
                        .chatPostMessage(post -> post.channel(Rig.CHANNEL))
                        .getError())
                .isEqualTo("no_text");
        assertThat(post("x".repeat(40_001)).getError()).isEqualTo("msg_too_long");
        assertThat(rig.client()
                        .chatPostMessage(post ->
                                post.channel(Rig.CHANNEL).threadTs("1.000001").text("x"))
                        .getError())
                .isEqualTo("thread_not_found");
        assertThat(rig.client()
                        .conversationsReplies(ask -> ask.channel(Rig.CHANNEL).ts("1.000001"))
                        .getError())
                .isEqualTo("thread_not_found");
        assertThat(rig.client().usersConversations(ask -> ask).getError()).isEqualTo("unknown_method");
    }

    @Test
    void blocksBeyondTheLimitsAreRefusedWithTheirPlace() throws Exception {
        assertRefused(Collections.nCopies(51, section(block -> block.text(plainText("x")))), "[json-pointer:/blocks]");
        assertRefused(
                List.of(section(block -> block.text(markdownText("x".repeat(3_001))))),
                "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]");
        assertRefused(
                List.of(header(block -> block.text(plainText("x".repeat(151))))),
                "[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]");
        assertRefused(
                List.of(section(block -> block.fields(Collections.nCopies(11, markdownText("x"))))),
                "[json-pointer:/blocks/0/fields]");
        assertRefused(
                List.of(section(block -> block.fields(List.of(markdownText("x".repeat(2_001)))))),
                "[json-pointer:/blocks/0/fields/0/text]");
        assertThat(rig.client()
                        .chatPostMessage(post -> post.channel(Rig.CHANNEL)
                                .text("long")
                                .blocks(Collections.nCopies(
                                        5, section(block -> block.text(markdownText("x".repeat(2_900)))))))
                        .getError())
                .isEqualTo("msg_blocks_too_long");
    }

    @Test
    void theNextCallsAreRateLimitedWhenAsked() throws Exception {
        rig.send("PUT", "/local/limits", Map.of("method", "chat.postMessage", "next", 1, "retryAfter", 7));
        assertThatExceptionOfType(SlackApiException.class)
                .isThrownBy(() -> post("x"))
                .satisfies(refused -> {
                    assertThat(refused.getResponse().code()).isEqualTo(429);
                    assertThat(refused.getResponse().header("Retry-After")).isEqualTo("7");
                });
        assertThat(post("x").isOk()).isTrue();
    }

    @Test
    void aModalIsOpenedOnceByItsTrigger() throws Exception {
        rig.command("U0RATNA", "/migration help");
        String trigger = rig.bot.next().field("trigger_id");
        var modal = view(build -> build.type("modal")
                .title(viewTitle(title -> title.type("plain_text").text("Reason")))
                .blocks(List.of(section(block -> block.text(plainText("Why?"))))));
        assertThat(rig.client()
                        .viewsOpen(open -> open.triggerId(trigger).view(modal))
                        .isOk())
                .isTrue();
        assertThat(rig.client()
                        .viewsOpen(open -> open.triggerId(trigger).view(modal))
                        .getError())
                .isEqualTo("exchanged_trigger_id");
        assertThat(rig.client()
                        .viewsOpen(open -> open.triggerId("1.2.3").view(modal))
                        .getError())
                .isEqualTo("invalid_trigger_id");
    }

    @Test
    void aModalThatSlackWouldNotOpenIsRefusedWithItsPlaceAndItsTriggerIsStillGood() throws Exception {
        rig.command("U0RATNA", "/migration help");
        String trigger = rig.bot.next().field("trigger_id");
        var wrong = rig.client()
                .viewsOpen(open -> open.triggerId(trigger).view(Modals.titled("A title of more than 24 letters")));
        assertThat(wrong.getError()).isEqualTo("invalid_arguments");
        assertThat(wrong.getResponseMetadata().getMessages())
                .containsExactly("[ERROR] must be less than 25 characters [json-pointer:/view/title/text]");
        assertThat(rig.client()
                        .viewsOpen(open -> open.triggerId(trigger).view(Modals.extend()))
                        .isOk())
                .isTrue();
    }

    @Test
    void aJsonBodyIsTakenLikeAForm() throws Exception {
        String body = "{\"token\":\"" + Rig.TOKEN + "\",\"channel\":\"" + Rig.CHANNEL
                + "\",\"text\":\"card\",\"blocks\":[{\"type\":\"divider\"}]}";
        assertThat(rig.post(rig.workspace.apiUrl() + "chat.postMessage", body).body())
                .contains("\"ok\":true");
        assertThat(rig.messages().at("/0/blocks/0/type").asText()).isEqualTo("divider");
        assertThat(rig.post(rig.workspace.apiUrl() + "chat.postMessage", "{").body())
                .contains("invalid_json");
    }

    private void assertRefused(List<LayoutBlock> blocks, String message) throws Exception {
        var refused = rig.client()
                .chatPostMessage(post -> post.channel(Rig.CHANNEL).text("x").blocks(blocks));
        assertThat(refused.getError()).isEqualTo("invalid_blocks");
        assertThat(refused.getResponseMetadata().getMessages())
                .anySatisfy(one -> assertThat(one).endsWith(message));
    }

    private ChatPostMessageResponse post(String text) throws Exception {
        return rig.client().chatPostMessage(post -> post.channel(Rig.CHANNEL).text(text));
    }

    private static List<LayoutBlock> card(String status) {
        return List.of(
                header(block -> block.text(plainText("Window · " + status))),
                section(block -> block.text(markdownText("*" + status + "*"))),
                actions(List.of(
                        button(one -> one.actionId("tidegate:go").value("w-1").text(plainText("Go"))))));
    }
}
