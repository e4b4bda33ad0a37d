package io.tidegate.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.Story;
import io.tidegate.notifier.delivery.Carrier;
import io.tidegate.notifier.delivery.Letter;
import io.tidegate.notifier.notice.Call;
import io.tidegate.notifier.notice.NoticeFacts;
import io.tidegate.notifier.text.Texts;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Properties;
import java.util.Set;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.validate.ValidationResult;
import org.junit.jupiter.api.Test;

class MailWriterTest {
    private static final Session SESSION = Session.getInstance(new Properties());
    private final MailWriter writer = new MailWriter(
            new Texts("https://status.sppg.example", null),
            "Maintenance of SPPG <maintenance@sppg.example>",
            "https://status.sppg.example",
            Set.of("users"),
            new FakeSubscriptions(),
            Clock.fixed(Story.START, ZoneOffset.UTC));

    @Test
    void oneMailHasTextHtmlAndAnEntryForTheCalendarInThatOrder() throws Exception {
        MimeMessage mail = write(Story.scheduled("w").facts("announce", "users"), "a@sppg.example");

        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat(type(parts, 0)).isEqualTo("text/plain; charset=utf-8");
        assertThat(type(parts, 1)).isEqualTo("text/html; charset=utf-8");
        assertThat(type(parts, 2)).isEqualTo("text/calendar; charset=utf-8; method=REQUEST");
        assertThat(mail.getSubject()).isEqualTo("Planned maintenance on Tue, 1 Dec 2026: Portion size differentiation");
    }

    @Test
    void headersSayThatAProgramWroteItAndHowToStop() throws Exception {
        MimeMessage user = write(Story.scheduled("w").facts("announce", "users"), "a@sppg.example");
        MimeMessage manager = write(Story.scheduled("w").facts("announce", "management"), "cto@sppg.example");

        assertThat(user.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(user.getHeader("List-Unsubscribe"))
                .containsExactly("<https://status.sppg.example/unsubscribe/token-of-a@sppg.example>");
        assertThat(user.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(manager.getHeader("List-Unsubscribe")).isNull();
        assertThat(manager.getHeader("List-Unsubscribe-Post")).isNull();
    }

    @Test
    void aSecondAttemptHasTheSameNameAndAnotherAddressAnother() throws Exception {
        NoticeFacts facts = Story.scheduled("w").facts("announce", "users");

        String first = write(facts, "a@sppg.example").getMessageID();

        assertThat(write(facts, "A@sppg.example ").getMessageID())
                .isEqualTo(first)
                .endsWith("@sppg.example>");
        assertThat(write(facts, "b@sppg.example").getMessageID()).isNotEqualTo(first);
        assertThat(write(Story.scheduled("w").facts("reminder-week", "users"), "a@sppg.example")
                        .getMessageID())
                .isNotEqualTo(first);
    }

    @Test
    void theEntryIsAnnouncedMadeLongerAndTakenOutUnderOneName() throws Exception {
        VEvent announced = entry(Story.scheduled("w").facts("announce", "users"), "REQUEST");
        VEvent longer = entry(
                Story.scheduled("w")
                        .opened()
                        .closed()
                        .after(Duration.ofMinutes(60))
                        .happens(new WindowEvent.WindowOverran(Story.START.plus(Duration.ofMinutes(60))))
                        .facts("extended", "users"),
                "REQUEST");
        VEvent gone = entry(
                Story.scheduled("w")
                        .after(Duration.ofDays(15))
                        .happens(new WindowEvent.WindowCancelled("no need"))
                        .facts("cancelled", "users"),
                "CANCEL");

        assertThat(value(announced, "UID"))
                .isEqualTo("w@sppg.example")
                .isEqualTo(value(longer, "UID"))
                .isEqualTo(value(gone, "UID"));
        assertThat(value(announced, "DTSTART")).isEqualTo("20261130T220000Z");
        assertThat(value(announced, "DTEND")).isEqualTo("20261130T230000Z");
        assertThat(value(longer, "DTEND")).isEqualTo("20261130T230500Z");
        assertThat(value(gone, "STATUS")).isEqualTo("CANCELLED");
        assertThat(sequence(announced)).isZero().isLessThan(sequence(longer));
        assertThat(sequence(longer)).isLessThan(sequence(gone));
    }

    @Test
    void aNewDateMovesTheEntryAlsoAfterItWasTakenOut() throws Exception {
        Story story = Story.scheduled("w", Story.fullPlan())
                .after(Duration.ofDays(13))
                .happens(new WindowEvent.WindowPostponed("no decision by the start"));
        VEvent gone = entry(story.facts("postponed", "users"), "CANCEL");
        story.after(Duration.ofSeconds(20)).moved(Story.START.plus(Duration.ofDays(7)));
        VEvent moved = entry(story.facts("moved", "users"), "REQUEST");
        VEvent reminder = entry(story.after(Duration.ofDays(5)).facts("reminder-day", "users"), "REQUEST");

        assertThat(value(moved, "UID")).isEqualTo(value(gone, "UID"));
        assertThat(value(moved, "DTSTART")).isEqualTo("20261207T220000Z");
        assertThat(value(moved, "DTEND")).isEqualTo("20261207T230000Z");
        assertThat(value(moved, "STATUS")).isEqualTo("CONFIRMED");
        assertThat(sequence(gone)).isLessThan(sequence(moved));
        assertThat(value(reminder, "DTSTART")).isEqualTo("20261207T220000Z");
        assertThat(sequence(reminder))
                .as("what is older than what the calendar has would be let be")
                .isGreaterThanOrEqualTo(sequence(moved));
    }

    @Test
    void morePlannedTimeMakesTheEntryLonger() throws Exception {
        Story story = Story.scheduled("w", Story.fullPlan())
                .opened()
                .closed()
                .after(Duration.ofMinutes(50))
                .happens(new WindowEvent.WindowExtended(Story.START.plus(Duration.ofMinutes(75)), "slow"));

        assertThat(value(entry(story.facts("longer", "users"), "REQUEST"), "DTEND"))
                .isEqualTo("20261130T231500Z");
    }

    @Test
    void anotherRoundIsAnotherMail() throws Exception {
        Story story = Story.scheduled("w", Story.fullPlan()).requested("announce");
        String first = write(story.facts("announce", "users"), "a@sppg.example").getMessageID();
        story.moved(Story.START.plus(Duration.ofDays(7))).requested("announce");

        assertThat(write(story.facts("announce", "users"), "a@sppg.example").getMessageID())
                .isNotEqualTo(first);
    }

    @Test
    void aCallIsPlainAndUrgent() throws Exception {
        Call call = Story.scheduled("w", Story.fullPlan())
                .opened()
                .closed()
                .happens(new WindowEvent.PersonNeeded("The smoke test has failed", java.util.List.of("rollback")))
                .escalated("person", 1)
                .calls(java.util.List.of())
                .getFirst()
                .call();

        MimeMessage mail = writer.write(SESSION, new Letter(1, call, Carrier.EMAIL, "ratna@sppg.example", 1));

        assertThat(mail.getSubject()).isEqualTo("Urgent: Portion size differentiation: The smoke test has failed.");
        assertThat(mail.getContentType()).startsWith("text/plain");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("X-Priority")).containsExactly("1");
        assertThat(mail.getHeader("Importance")).containsExactly("high");
        assertThat(mail.getHeader("List-Unsubscribe")).isNull();
    }

    @Test
    void aNoticeThatChangesNothingInACalendarHasNoEntry() throws Exception {
        MimeMessage mail = write(
                Story.scheduled("w")
                        .opened()
                        .closed()
                        .reopened(Duration.ofMinutes(1))
                        .facts("complete", "users"),
                "a@sppg.example");

        assertThat(((MimeMultipart) mail.getContent()).getCount()).isEqualTo(2);
    }

    @Test
    void theCalendarPartIsFoldedAndHasWholeLineEnds() throws Exception {
        String calendar = calendar(Story.scheduled("w").facts("announce", "users"));

        assertThat(calendar.replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(calendar.split("\r\n")).allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(75));
    }

    @Test
    void noLineOfTheMailIsLongerThanServersTake() throws Exception {
        var bytes = new ByteArrayOutputStream();
        write(Story.scheduled("w").facts("announce", "users"), "a@sppg.example").writeTo(bytes);

        assertThat(bytes.toString(StandardCharsets.UTF_8).split("\r\n"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(998));
    }

    @Test
    void whatIsNoAddressIsRefusedBeforeAnyServerIsAsked() {
        NoticeFacts facts = Story.scheduled("w").facts("announce", "management");

        assertThatThrownBy(() -> write(facts, "a@sppg.example\r\nBcc: all@sppg.example"))
                .isInstanceOf(MessagingException.class);
        assertThatThrownBy(() -> write(facts, "nobody")).isInstanceOf(MessagingException.class);
    }

    private MimeMessage write(NoticeFacts facts, String address) throws MessagingException {
        return writer.write(SESSION, new Letter(1, facts, Carrier.EMAIL, address, 1));
    }

    private static String type(MimeMultipart parts, int index) throws MessagingException {
        return parts.getBodyPart(index).getContentType();
    }

    private String calendar(NoticeFacts facts) throws Exception {
        MimeMultipart parts = (MimeMultipart) write(facts, "a@sppg.example").getContent();
        try (InputStream stream = parts.getBodyPart(parts.getCount() - 1).getInputStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private VEvent entry(NoticeFacts facts, String method) throws Exception {
        Calendar calendar = parsed(calendar(facts));
        ValidationResult result = calendar.validate();
        assertThat(result.hasErrors()).as(result.toString()).isFalse();
        assertThat(calendar.getProperty("METHOD").orElseThrow().getValue()).isEqualTo(method);
        return (VEvent) calendar.getComponent("VEVENT").orElseThrow();
    }

    private static Calendar parsed(String calendar) throws IOException {
        try {
            return new CalendarBuilder().build(new StringReader(calendar));
        } catch (net.fortuna.ical4j.data.ParserException e) {
            throw new AssertionError(calendar, e);
        }
    }

    private static String value(VEvent event, String property) {
        return event.getProperty(property).orElseThrow().getValue();
    }

    private static int sequence(VEvent event) {
        return Integer.parseInt(value(event, "SEQUENCE"));
    }
}
