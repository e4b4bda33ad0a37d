package io.tidegate.local.workspace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.header;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.confirmationDialog;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.button;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.slack.api.model.block.LayoutBlock;
import io.tidegate.contracts.json.Json;
import io.tidegate.local.web.Browser;
import io.tidegate.local.workspace.channel.Directory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The page, as somebody uses it. */
@EnabledIf("io.tidegate.local.web.Browser#isHere")
class ChannelPageIT {
    private static Browser browser;
    private Rig rig;
    private Page page;
    private final List<String> troubles = new ArrayList<>();

    @BeforeAll
    static void openBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @BeforeEach
    void open() {
        rig = new Rig();
        page = browser.page();
        page.onPageError(troubles::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                troubles.add(message.text());
            }
        });
        page.navigate(rig.url());
        assertThat(page.locator("#me-name")).hasText("Ratna");
    }

    @AfterEach
    void close() throws Exception {
        page.context().close();
        rig.close();
        assertThat(troubles).isEmpty();
    }

    @Test
    void aCommandIsCompletedSentAndAnsweredToTheOneWhoAskedAlone() throws Exception {
        rig.bot.answers(
                context -> context.json(Map.of("response_type", "ephemeral", "text", "*Nothing* is scheduled")));
        Locator input = page.getByLabel("Message or command");
        input.pressSequentially("/migration sta");
        assertThat(page.locator(".completions li")).hasCount(1);
        input.press("Tab");
        assertThat(input).hasValue("/migration status ");
        input.press("Enter");

        assertThat(rig.bot.next().field("text")).isEqualTo("status");
        assertThat(page.locator(".message")).containsText("Only visible to you");
        assertThat(page.locator(".message .text strong")).hasText("Nothing");
        input.press("ArrowUp");
        assertThat(input).hasValue("/migration status");

        become("Budi");
        assertThat(page.locator(".message")).hasCount(0);
        page.reload();
        assertThat(page.locator("#me-name")).hasText("Budi");
    }

    @Test
    void aButtonAsksFirstAndTheCardChangesInPlace() throws Exception {
        String card = post(card("deciding"));
        become("Budi");
        assertThat(page.locator(".mention.mine")).hasCSS("display", "inline");
        Locator go = page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Go").setExact(true));
        go.click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).containsText("You say go");
        dialog.getByText("Not now").click();
        assertThat(dialog).hasCount(0);
        assertThat(go).isFocused();

        page.evaluate("document.querySelector('.message').mark = 'same'");
        go.click();
        dialog.locator(".primary").click();
        assertThat(rig.bot.next().field("payload")).contains("\"action_id\":\"tidegate:go\"", "\"id\":\"U0BUDI\"");
        rig.client()
                .chatUpdate(update ->
                        update.channel(Rig.CHANNEL).ts(card).text("went").blocks(card("in progress")));

        assertThat(page.locator(".message .header")).hasText("Window · in progress");
        assertThat(page.locator(".message")).hasCount(1);
        assertThat(page.evaluate("document.querySelector('.message').mark")).isEqualTo("same");
    }

    @Test
    void aPressThatTheBotDoesNotTakeIsSaidBesideTheButton() throws Exception {
        post(card("deciding"));
        rig.bot.answers(context -> context.status(500));
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Go").setExact(true))
                .click();
        page.getByRole(AriaRole.DIALOG).locator(".primary").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("The app did not respond");
        rig.bot.next();
        assertThat(troubles).isEmpty();
    }

    @Test
    void aModalAsksIsFilledInAndSubmitted() throws Exception {
        post(extendCard());
        rig.bot.answers(context -> {
            JsonNode payload = Json.read(String.valueOf(context.formParam("payload")), JsonNode.class);
            if (payload.path("type").asText().equals("block_actions")) {
                rig.client().viewsOpen(open -> open.triggerId(
                                payload.path("trigger_id").asText())
                        .view(Modals.extend()));
            } else if (payload.at("/view/state/values/reason/written/value")
                    .asText()
                    .equals("no")) {
                context.json(Map.of("response_action", "errors", "errors", Map.of("reason", "Say more")));
            }
        });
        Locator button = page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Extend").setExact(true));
        Locator modal = page.getByRole(AriaRole.DIALOG);
        Locator why = modal.getByLabel("Why?");

        button.click();
        assertThat(modal).containsText("The planned end moves for @Budi.");
        assertThat(why).isFocused();
        page.keyboard().press("Escape");
        assertThat(modal).hasCount(0);
        assertThat(button).isFocused();

        button.click();
        modal.locator(".primary").click();
        assertThat(modal.getByRole(AriaRole.ALERT)).hasText("Please complete this required field");
        assertThat(why).isFocused();
        why.fill("no");
        why.press("Control+Enter");
        assertThat(modal.getByRole(AriaRole.ALERT)).hasText("Say more");
        why.fill("the index takes longer");
        modal.getByLabel("By how much?").selectOption("30m");
        modal.locator(".primary").click();
        assertThat(modal).hasCount(0);
        assertThat(rig.bot.last().field("payload"))
                .contains("\"value\":\"the index takes longer\"", "\"value\":\"30m\"}", "\"id\":\"U0RATNA\"");
    }

    @Test
    void aThreadIsOpenedReadAndAnswered() throws Exception {
        String card = post(card("deciding"));
        rig.client()
                .chatPostMessage(one -> one.channel(Rig.CHANNEL).threadTs(card).text("milestone"));
        rig.client().chatPostMessage(one -> one.channel(Rig.CHANNEL)
                .threadTs(card)
                .replyBroadcast(true)
                .text("status line"));
        assertThat(page.locator("#messages .message")).hasCount(2);
        assertThat(page.locator("#messages .replied")).containsText("replied to a thread");
        page.getByText("2 replies").click();
        assertThat(page.locator("#thread-messages .message")).hasCount(3);
        Locator reply = page.getByLabel("Reply", new Page.GetByLabelOptions().setExact(true));
        assertThat(reply).isFocused();
        reply.fill("seen");
        reply.press("Enter");
        assertThat(page.locator("#thread-messages .message")).hasCount(4);
        reply.fill("/migration go");
        reply.press("Enter");
        assertThat(page.locator("#thread-messages")).containsText("not supported in threads");
        page.keyboard().press("Escape");
        assertThat(page.locator("#thread")).isHidden();
        assertThat(page.locator(".thread-summary")).isFocused();
        assertThat(page.locator(".thread-summary")).containsText("3 replies");
    }

    @Test
    void hostileTextIsTextAndNothingElse() throws Exception {
        page.onDialog(dialog -> troubles.add("dialog " + dialog.message()));
        String hostile =
                "<img src=x onerror=alert(1)> <javascript:alert(1)|click> <https://ok.example/\"onmouseover=alert(1)|a>"
                        + " <!date^1^{date}^javascript:alert(1)|x> <script>alert(1)</script> &lt;script&gt;alert(1)&lt;/script&gt;"
                        + " *<b>* `<i>` ```<u>``` <@<svg/onload=alert(1)>>";
        post(List.of(
                header(block -> block.text(plainText("<script>alert(1)</script>"))),
                section(block -> block.text(markdownText(hostile)).fields(List.of(markdownText(hostile)))),
                actions(List.of(button(one -> one.actionId("a").text(plainText("<img src=x onerror=alert(1)>")))))));
        rig.client().chatPostMessage(one -> one.channel(Rig.CHANNEL).text(hostile));
        rig.send("POST", "/local/posts", Map.of("user", "U0BUDI", "channel", Rig.CHANNEL, "text", hostile));

        assertThat(page.locator(".message")).hasCount(3);
        assertThat(page.locator(".content").locator("script, img, svg, b, i, u, iframe"))
                .hasCount(0);
        assertThat(page.locator("a[href^='javascript']")).hasCount(0);
        assertThat(page.locator(".message .header")).hasText("<script>alert(1)</script>");
        assertThat(page.locator(".message").nth(2)).containsText("<script>alert(1)</script>");
    }

    @Test
    void thePageFindsItsWayBackAfterTheWorkspaceWasAway(@TempDir Path directory) throws Exception {
        WorkspaceServer first = kept(directory, 0);
        int port = first.port();
        say(port, "before");
        page.navigate("http://127.0.0.1:" + port);
        assertThat(page.locator(".message")).hasCount(1);
        first.close();
        assertThat(page.locator("#offline")).isVisible();
        try (WorkspaceServer again = kept(directory, port)) {
            say(again.port(), "after");
            assertThat(page.locator(".message .text")).hasText(new String[] {"before", "after"});
            assertThat(page.locator("#offline")).isHidden();
        }
        troubles.clear();
    }

    private static WorkspaceServer kept(Path directory, int port) {
        return WorkspaceServer.start(new WorkspaceSettings(
                port,
                Rig.SECRET,
                Rig.TOKEN,
                "http://127.0.0.1:1",
                Directory.ofExample(),
                directory.resolve("history.jsonl"),
                0,
                null,
                Map.of()));
    }

    private void say(int port, String text) throws Exception {
        rig.post(
                "http://127.0.0.1:" + port + "/local/posts",
                "{\"user\":\"U0BUDI\",\"channel\":\"C0MIGRATION\",\"text\":\"" + text + "\"}");
    }

    private void become(String name) {
        page.locator("#people").getByText(name).click();
        assertThat(page.locator("#me-name")).hasText(name);
    }

    private String post(List<LayoutBlock> blocks) throws Exception {
        var posted = rig.client()
                .chatPostMessage(one -> one.channel(Rig.CHANNEL).text("card").blocks(blocks));
        assertThat(posted.isOk()).as(posted.toString()).isTrue();
        return posted.getTs();
    }

    private static List<LayoutBlock> extendCard() {
        return List.of(actions(
                List.of(button(one -> one.actionId("extend").value("w-1").text(plainText("Extend"))))));
    }

    private static List<LayoutBlock> card(String status) {
        return List.of(
                header(block -> block.text(plainText("Window · " + status))),
                section(block -> block.text(markdownText("👉 <@U0BUDI> says go or no-go"))),
                actions(List.of(button(one -> one.actionId("tidegate:go")
                        .value("w-1")
                        .style("primary")
                        .text(plainText("Go"))
                        .confirm(confirmationDialog(ask -> ask.title(plainText("Go"))
                                .text(markdownText("You say *go*, in your role."))
                                .confirm(plainText("Go"))
                                .deny(plainText("Not now"))))))));
    }
}
