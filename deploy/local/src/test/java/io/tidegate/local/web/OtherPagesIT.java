package io.tidegate.local.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tidegate.local.mailbox.MailboxServer;
import io.tidegate.local.whatsapp.WhatsAppServer;
import io.tidegate.local.whatsapp.WhatsAppSettings;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The pages of the mailbox and of the phones, as somebody looks at them while messages come in. */
@EnabledIf("io.tidegate.local.web.Browser#isHere")
class OtherPagesIT {
    @Test
    void aMailAppearsAndItsHtmlRunsNothing() throws Exception {
        try (MailboxServer mailbox = MailboxServer.start(0, 0);
                Browser browser = Browser.open()) {
            Page page = browser.page();
            page.navigate("http://127.0.0.1:" + mailbox.port());
            assertThat(page.locator("#empty")).isVisible();
            send(mailbox.smtpPort());
            page.locator(".item").click();
            assertThat(page.locator(".mail h2")).hasText("<b>Done</b>");
            assertThat(page.frameLocator("iframe").locator("p")).hasText("It is done.");
            assertThat(page.locator("iframe").getAttribute("sandbox")).isEmpty();
            page.getByText("Headers").click();
            assertThat(page.locator(".panel table")).containsText("ratna@sppg.example");
        }
    }

    @Test
    void aMessageAppearsOnItsPhone() throws Exception {
        try (WhatsAppServer whatsApp =
                        WhatsAppServer.start(new WhatsAppSettings(0, "token", "1", "secret", "verify", "", List.of()));
                Browser browser = Browser.open();
                HttpClient http = HttpClient.newHttpClient()) {
            Page page = browser.page();
            page.navigate("http://127.0.0.1:" + whatsApp.port());
            assertThat(page.locator("#empty")).isVisible();
            http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + whatsApp.port() + "/v23.0/1/messages"))
                            .header("Authorization", "Bearer token")
                            .POST(HttpRequest.BodyPublishers.ofString("""
                                    {"messaging_product":"whatsapp","to":"+6281200000001","type":"template",
                                     "template":{"name":"window_complete","language":{"code":"en"},
                                      "components":[{"type":"body","parameters":[{"type":"text","text":"<i>open</i>"}]}]}}"""))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            assertThat(page.locator(".phone .words")).hasText("<i>open</i>");
            assertThat(page.locator(".phone .delivered")).isVisible();
        }
    }

    private static void send(int port) throws Exception {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(port));
        MimeMessage message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("tidegate@sppg.example"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("ratna@sppg.example"));
        message.setSubject("<b>Done</b>");
        message.setText("<p>It is done.</p><script>document.body.textContent = 'run'</script>", "utf-8", "html");
        Transport.send(message);
    }
}
