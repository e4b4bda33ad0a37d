package io.tidegate.notifier.running;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.notifier.Story;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The page and the banner as somebody looks at them while a window goes on. */
@Infrastructure
@EnabledIf("io.tidegate.notifier.running.Browser#isHere")
class PageInChromiumIT {
    private final Records records;
    private final String window = "portion-size-" + UUID.randomUUID();
    private final Story story = Story.scheduled(window).requested("announce");
    private final MailServer mail = new MailServer();
    private final RunningNotifier notifier;
    private final Browser browser = Browser.open();
    private final HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final List<String> complaints = new ArrayList<>();

    PageInChromiumIT(Kafka kafka, Postgres postgres) throws IOException {
        records = new Records(kafka.bootstrapServers());
        mail.up();
        notifier =
                RunningNotifier.start(kafka, postgres, postgres.createDatabase("notifier_chromium"), mail.port(), "");
        site.createContext("/", this::answer);
        site.start();
        records.publish(story.events());
        await().atMost(RunningNotifier.PATIENCE)
                .until(() -> notifier.get("/").body().contains(window));
    }

    @AfterEach
    void close() {
        browser.close();
        site.stop(0);
        notifier.close();
        mail.close();
        records.close();
    }

    @Test
    void theOpenPageFollowsTheWindowAndBreaksNoRuleOfItsOwn() {
        Page page = reader(true);
        page.navigate(notifier.url("/"));
        assertThat(page.locator("#now")).hasAttribute("role", "status");
        assertThat(page.locator("#headline")).hasText("All systems operational");
        assertThat(page.locator("#zone")).containsText("Asia/Jakarta");
        assertThat(page.locator("#live")).hasText("This page is live.");
        assertThat(page.locator("#now time").first()).containsText("05:00");

        goOn(story.opened().requested("in-progress"));

        assertThat(page.locator("#headline")).hasText("Maintenance in progress");
        assertThat(page.locator(".components .pill")).not().hasText("Operational");
        assertThat(complaints).isEmpty();
    }

    @Test
    void withoutAScriptAllIsThere() {
        Page page = reader(false);
        page.navigate(notifier.url("/"));
        assertThat(page.locator("#headline")).hasText("All systems operational");
        assertThat(page.locator("#now time").first()).containsText("WIB");
        assertThat(page.locator(".card")).hasCount(1);
    }

    @Test
    void aDismissedBannerStaysAwayUntilThereIsSomethingNew() {
        Page page = site("");
        Locator line = page.locator("[role=status]");
        assertThat(complaints).isEmpty();
        assertThat(line).containsText("Planned maintenance: Portion size differentiation");
        assertThat(line).containsText("05:00");

        line.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON).click();
        assertThat(line).isHidden();
        awaitSummary(page, page::reload);
        assertThat(line).isHidden();

        goOn(story.opened().requested("in-progress"));
        await().atMost(RunningNotifier.PATIENCE)
                .until(() -> notifier.get("/api/v2/summary.json").body().contains("\"standing\":\"in-progress\""));
        page.reload();
        assertThat(line).containsText("Maintenance in progress");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aSiteThatIsNotConcernedShowsNoBanner() {
        Page page = reader(true);
        awaitSummary(page, () -> openSite(page, "data-component=another"));
        assertThat(page.locator("[role=status]")).hasCount(0);
        assertThat(complaints).isEmpty();
    }

    @Test
    void aBannerThatCannotReadTheSummaryIsSilent() {
        for (String answer : List.of("not json", "{}")) {
            Page page = reader(true);
            page.route(
                    "**/api/v2/summary.json",
                    route -> route.fulfill(
                            new Route.FulfillOptions().setStatus(200).setBody(answer)));
            awaitSummary(page, () -> openSite(page, ""));
            assertThat(page.locator("[role=status]")).hasCount(0);
            assertThat(page.locator("h1")).hasText("Kitchens");
        }
        assertThat(complaints).isEmpty();
    }

    private Page reader(boolean script) {
        Page page = browser.reader(script);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    /** Another site that includes the banner once. */
    private Page site(String attributes) {
        Page page = reader(true);
        openSite(page, attributes);
        return page;
    }

    private void openSite(Page page, String attributes) {
        page.navigate("http://127.0.0.1:" + site.getAddress().getPort() + "/?" + attributes);
    }

    /** Another origin than the notifier's; what stands after the question mark goes into the script's tag. */
    private void answer(HttpExchange exchange) throws IOException {
        String attributes =
                Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        byte[] html =
                ("<!doctype html><title>Kitchens</title><link rel=icon href=data:,><h1>Kitchens</h1><script src=\""
                                + notifier.url("/banner.js") + "\" " + attributes + " async></script>")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, html.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(html);
        }
    }

    private static void awaitSummary(Page page, Runnable look) {
        page.waitForResponse(response -> response.url().endsWith("/api/v2/summary.json"), look);
    }

    private void goOn(Story further) {
        records.publish(further.events());
    }
}
