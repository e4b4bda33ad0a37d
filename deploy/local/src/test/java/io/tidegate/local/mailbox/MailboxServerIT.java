package io.tidegate.local.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.json.Json;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real mail client against the mailbox. */
class MailboxServerIT {
    private MailboxServer mailbox;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        mailbox = MailboxServer.start(0, 0);
    }

    @AfterEach
    void stop() {
        mailbox.close();
        http.close();
    }

    @Test
    void aMailWithTextHtmlAndCalendarIsKeptWithAllOfIt() throws Exception {
        send("Wartungsfenster: größere Portionen");

        JsonNode mail = json("GET", "/local/mails", "").at("/mails/0");
        assertThat(mail.path("subject").asText()).isEqualTo("Wartungsfenster: größere Portionen");
        assertThat(mail.path("to").asText()).isEqualTo("Ratna <ratna@sppg.example>");
        assertThat(mail.at("/recipients/0").asText()).isEqualTo("ratna@sppg.example");
        assertThat(mail.path("messageId").asText()).startsWith("<");
        assertThat(mail.path("date").asText()).isNotEmpty();
        assertThat(mail.path("parts"))
                .extracting(part -> part.path("contentType").asText())
                .satisfiesExactly(
                        type -> assertThat(type).startsWith("text/plain"),
                        type -> assertThat(type).startsWith("text/html"),
                        type -> assertThat(type).contains("text/calendar", "method=REQUEST"));
        assertThat(mail.at("/parts/2/text").asText()).contains("BEGIN:VCALENDAR");
        int id = mail.path("id").asInt();
        assertThat(json("GET", "/local/mails/" + id, "").path("headers"))
                .anySatisfy(header -> assertThat(header.path("name").asText()).isEqualTo("Auto-Submitted"));
    }

    @Test
    void hostileHtmlIsServedWhereNothingRuns() throws Exception {
        send("hostile");
        int id = json("GET", "/local/mails", "").at("/mails/0/id").asInt();
        HttpResponse<String> html = request("GET", "/local/mails/" + id + "/html", "");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox; default-src 'none'");
        assertThat(html.body()).contains("<script>");
    }

    @Test
    void theNextMessagesAreRefusedAndThenTakenAgain() throws Exception {
        json("PUT", "/local/faults", "{\"next\":1,\"code\":451}");
        assertThatExceptionOfType(MessagingException.class)
                .isThrownBy(() -> send("later"))
                .withMessageContaining("451");
        json("PUT", "/local/faults", "{\"next\":1,\"code\":550}");
        assertThatExceptionOfType(MessagingException.class)
                .isThrownBy(() -> send("never"))
                .withMessageContaining("550");
        send("now");
        assertThat(json("GET", "/local/mails", "").path("mails")).hasSize(1);
    }

    @Test
    void theMailboxIsEmptied() throws Exception {
        send("one");
        json("DELETE", "/local/mails", "");
        assertThat(json("GET", "/local/mails", "").path("mails")).isEmpty();
        assertThat(request("GET", "/local/mails/1", "").statusCode()).isEqualTo(404);
    }

    private void send(String subject) throws Exception {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(mailbox.smtpPort()));
        MimeMessage message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("tidegate@sppg.example"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("ratna@sppg.example", "Ratna"));
        message.setSubject(subject, "UTF-8");
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setSentDate(new java.util.Date());
        MimeMultipart parts = new MimeMultipart("alternative");
        parts.addBodyPart(part("text", "text/plain; charset=utf-8"));
        parts.addBodyPart(part("<p>html</p><script>parent.document.title='x'</script>", "text/html; charset=utf-8"));
        parts.addBodyPart(part("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar; charset=utf-8; method=REQUEST"));
        message.setContent(parts);
        Transport.send(message);
    }

    private static MimeBodyPart part(String text, String type) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, "utf-8");
        part.setHeader("Content-Type", type);
        return part;
    }

    private JsonNode json(String method, String path, String body) throws Exception {
        return Json.mapper().readTree(request(method, path, body).body());
    }

    private HttpResponse<String> request(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + mailbox.port() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
