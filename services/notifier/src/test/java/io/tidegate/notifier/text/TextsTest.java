package io.tidegate.notifier.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.Golden;
import io.tidegate.notifier.Story;
import io.tidegate.notifier.notice.NoticeFacts;
import io.tidegate.notifier.whatsapp.ApprovedTemplates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {
    private static final String PAGE = "https://status.sppg.example";
    private static final String STOP = PAGE + "/unsubscribe/token";
    private final Texts texts = new Texts(PAGE, null);

    /** Every template, each in a window that has come to it as windows do. */
    static Stream<NoticeFacts> notices() {
        Story scheduled = Story.scheduled("portion-size-1");
        Story open = Story.scheduled("portion-size-1").opened().closed();
        Story late = Story.scheduled("portion-size-1")
                .opened()
                .closed()
                .after(Duration.ofMinutes(60))
                .happens(new WindowEvent.WindowOverran(Story.START.plus(Duration.ofMinutes(60))));
        return Stream.of(
                scheduled.facts("announce", "users"),
                scheduled.facts("reminder-day", "users"),
                scheduled.facts("starting", "users"),
                Story.scheduled("portion-size-1").opened().facts("in-progress", "users"),
                Story.scheduled("portion-size-1")
                        .opened()
                        .closed()
                        .reopened(Duration.ofSeconds(71))
                        .facts("complete", "users"),
                late.facts("extended", "users"),
                open.happens(new WindowEvent.PersonNeeded("it went wrong", List.of("resume", "rollback")))
                        .facts("delayed", "users"),
                Story.scheduled("portion-size-1")
                        .opened()
                        .closed()
                        .rollsBack("step verify failed: a column is missing")
                        .facts("rolling-back", "users"),
                Story.scheduled("portion-size-1")
                        .opened()
                        .closed()
                        .rolledBack("step verify failed: a column is missing", Duration.ofSeconds(140))
                        .facts("rolled-back", "users"),
                Story.scheduled("portion-size-1")
                        .happens(new WindowEvent.WindowPostponed("no decision by the start"))
                        .facts("postponed", "users"),
                Story.scheduled("portion-size-1")
                        .happens(new WindowEvent.WindowCancelled("the school holidays begin earlier"))
                        .facts("cancelled", "users"));
    }

    @ParameterizedTest
    @MethodSource("notices")
    void everyNoticeReadsAsAgreed(NoticeFacts facts) {
        MailText mail = texts.mail(facts, STOP);
        String name = Texts.label(facts.template());

        Golden.matches("mails/" + name + ".txt", "Subject: " + mail.subject() + "\n\n" + mail.plain());
        assertThat(mail.plain() + mail.html() + mail.subject()).doesNotContain("{{", "}}", "null");
    }

    /** Notices whose words depend on what has come before. */
    static Stream<Arguments> laterNotices() {
        Story moved = Story.scheduled("portion-size-1", Story.fullPlan())
                .requested("announce")
                .moved(Story.START.plus(Duration.ofDays(7)));
        Story longer = Story.scheduled("portion-size-1", Story.fullPlan())
                .opened()
                .closed()
                .after(Duration.ofMinutes(50))
                .happens(new WindowEvent.WindowExtended(Story.START.plus(Duration.ofMinutes(75)), "the copy is slow"));
        Story asBefore = Story.scheduled("portion-size-1", Story.fullPlan())
                .opened()
                .closed()
                .doneUntil("deploy")
                .replaced("deploy")
                .reopened(Duration.ofMinutes(2));
        Story undone = Story.scheduled("portion-size-1")
                .opened()
                .closed()
                .reopened(Duration.ofMinutes(2))
                .rollsBack("many errors");
        return Stream.of(
                Arguments.of("rolling-back-after-reopening", undone.facts("rolling-back", "users")),
                Arguments.of("moved", moved.facts("moved", "users")),
                Arguments.of("extended-by-people", longer.facts("longer", "users")),
                Arguments.of("complete-as-before", asBefore.facts("complete", "users")));
    }

    @ParameterizedTest
    @MethodSource("laterNotices")
    void everyLaterNoticeReadsAsAgreed(String name, NoticeFacts facts) {
        MailText mail = texts.mail(facts, STOP);

        Golden.matches("mails/" + name + ".txt", "Subject: " + mail.subject() + "\n\n" + mail.plain());
        assertThat(mail.plain() + mail.html() + mail.subject()).doesNotContain("{{", "}}", "null");
    }

    @Test
    void whatRanInPlaceOfTheNewVersionPromisesNoNewVersion() {
        NoticeFacts facts = Story.scheduled("w", Story.fullPlan())
                .opened()
                .closed()
                .doneUntil("deploy")
                .replaced("deploy")
                .reopened(Duration.ofMinutes(2))
                .facts("complete", "users");

        String said = texts.mail(facts, STOP).plain() + new ApprovedTemplates().filled(facts, texts);

        assertThat(said).contains("as it was before").doesNotContain("completed", "complete:", facts.summary());
    }

    @Test
    void whoeverIsCalledReadsWhatIsAskedAndSinceWhen() {
        Story story = Story.scheduled("w", Story.fullPlan())
                .opened()
                .closed()
                .happens(new WindowEvent.PersonNeeded("The smoke test has failed", List.of("retry", "rollback")))
                .after(Duration.ofMinutes(5))
                .escalated("person", 1);
        CallText text = new CallText(story.calls(List.of()).getFirst().call());

        Golden.matches("mails/call.txt", "Subject: " + text.subject() + "\n\n" + text.plain());
    }

    @Test
    void theHtmlOfAnAnnouncementLooksAsAgreed() {
        NoticeFacts facts = Story.scheduled("portion-size-1").facts("announce", "users");

        String html = texts.mail(facts, STOP).html();

        Golden.matches("mails/announce.html", html);
        assertThat(html)
                .as("nothing is fetched from elsewhere, so that nobody learns who reads")
                .doesNotContain("<img", "url(", "<link", "<script");
    }

    @Test
    void anAudienceReadsItsOwnClock() {
        NoticeFacts jakarta = Story.scheduled("portion-size-1").facts("announce", "users");

        assertThat(texts.mail(in(jakarta, "Europe/Berlin"), null).plain())
                .contains("Monday, 30 November 2026", "23:00 to 00:00 CET on Tuesday, 1 December 2026")
                .contains("Times are in CET (UTC+1)");
    }

    @Test
    void whoHasEnteredSomethingInBetweenIsToldThatItIsGone() {
        Story story = Story.scheduled("portion-size-1")
                .opened()
                .closed()
                .reopened(Duration.ofMinutes(6))
                .after(Duration.ofMinutes(8))
                .rollsBack("data is being damaged");
        story.window().plan().rollback().forEach(step -> story.done(step.id(), Duration.ofSeconds(1)));
        story.happens(new WindowEvent.WindowRolledBack(540_000));

        assertThat(texts.text(story.facts("rolled-back", "users")).plain())
                .contains("please enter it again")
                .doesNotContain("You do not have to do anything", "Not available for");
    }

    @Test
    void textOfAPlanStaysText() {
        NoticeFacts plain = Story.scheduled("portion-size-1").facts("announce", "users");
        NoticeFacts sly = new NoticeFacts(
                plain.window(),
                plain.notice(),
                plain.round(),
                plain.template(),
                plain.audience(),
                plain.zone(),
                plain.at(),
                plain.status(),
                "<b>Title</b> {{page}}",
                "\"Quoted\" & <script>alert(1)</script>.",
                plain.startsAt(),
                plain.endsAt(),
                plain.downtime(),
                plain.unavailable(),
                plain.open(),
                plain.reason(),
                plain.expectedEnd(),
                "call <us>",
                plain.asBefore(),
                plain.lost(),
                plain.earlier(),
                "<i>North</i>");

        MailText mail = texts.mail(sly, null);

        assertThat(mail.html())
                .doesNotContain("<script>", "<b>Title", "<us>", "<i>North")
                .contains("&lt;b&gt;Title&lt;/b&gt; {{page}}");
        assertThat(mail.plain())
                .contains("<b>Title</b> {{page}}", "\"Quoted\" & <script>", "Concerns:           <i>North</i>");
    }

    @Test
    void anOwnTemplateTakesThePlaceOfTheBuiltInOne(@TempDir Path own) throws IOException {
        Files.writeString(own.resolve("announce.hbs"), """
                Subject: Wartung am {{shortDate}}
                Headline: Wartung

                {{summary}}
                """);
        Texts mixed = new Texts(PAGE, own);
        Story story = Story.scheduled("portion-size-1");

        assertThat(mixed.text(story.facts("announce", "users")).subject()).startsWith("Wartung am ");
        assertThat(mixed.text(story.facts("reminder-day", "users")).subject()).startsWith("Reminder: ");
    }

    @Test
    void aBrokenOwnTemplateStopsTheStart(@TempDir Path own) throws IOException {
        Files.writeString(own.resolve("announce.hbs"), "Subject: {{#if x}}\n");

        assertThatThrownBy(() -> new Texts(PAGE, own)).hasMessageContaining("announce.hbs");
    }

    private static NoticeFacts in(NoticeFacts facts, String zone) {
        return new NoticeFacts(
                facts.window(),
                facts.notice(),
                facts.round(),
                facts.template(),
                facts.audience(),
                ZoneId.of(zone),
                facts.at(),
                facts.status(),
                facts.title(),
                facts.summary(),
                facts.startsAt(),
                facts.endsAt(),
                facts.downtime(),
                facts.unavailable(),
                facts.open(),
                facts.reason(),
                facts.expectedEnd(),
                facts.support(),
                facts.asBefore(),
                facts.lost(),
                facts.earlier(),
                facts.target());
    }
}
