package io.tidegate.notifier.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.Story;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NoticeFactsTest {

    @Test
    void whatIsKeptForALaterAttemptSaysTheSame() {
        NoticeFacts facts = Story.scheduled("w")
                .opened()
                .closed()
                .reopened(Duration.ofSeconds(71))
                .facts("complete", "users");

        assertThat(Json.read(Json.write(facts), NoticeFacts.class)).isEqualTo(facts);
        assertThat(facts.open()).isTrue();
        assertThat(facts.unavailable()).isEqualTo(Duration.ofSeconds(76));
    }

    @Test
    void anOverrunIsForecastFromTheStepsThatAreLeft() {
        Story late = Story.scheduled("w")
                .opened()
                .closed()
                .after(Duration.ofMinutes(60))
                .happens(new WindowEvent.WindowOverran(Story.START.plus(Duration.ofMinutes(60))));

        Instant expected = late.facts("extended", "users").expectedEnd();

        assertThat(expected)
                .as("71 s are left by the plan, after 06:00:05; rounded up to five minutes")
                .isEqualTo(Story.START.plus(Duration.ofMinutes(65)));
    }

    @Test
    void oneNoticeOwesEveryAudienceEveryMedium() {
        Story story = Story.scheduled("w").requested("reminder-day");

        List<Owed> owed = Owed.because("w", story.window(), "reminder-day", story.now());

        assertThat(owed)
                .extracting(one -> one.facts().audience() + "/" + one.medium() + "/"
                        + one.addresses().size())
                .containsExactly(
                        "users/EMAIL/3",
                        "users/WHATSAPP/2",
                        "users/BANNER/0",
                        "management/EMAIL/2",
                        "management/WHATSAPP/0",
                        "management/BANNER/0");
        assertThat(owed).filteredOn(Owed::isPublished).extracting(Owed::medium).containsOnly(Plan.Medium.BANNER);
    }

    @Test
    void timesNameTheirZoneAlsoWhereItHasNoName() {
        Instant time = Instant.parse("2026-12-01T01:00:00Z");

        assertThat(new LocalTimes(ZoneId.of("Asia/Jakarta")).zoneWithOffset(time))
                .isEqualTo("WIB (UTC+7)");
        assertThat(new LocalTimes(ZoneId.of("Asia/Kolkata")).zoneWithOffset(time))
                .isEqualTo("IST (UTC+5:30)");
        assertThat(new LocalTimes(ZoneId.of("UTC")).zoneWithOffset(time)).isEqualTo("UTC");
        assertThat(new LocalTimes(ZoneId.of("America/Sao_Paulo")).zoneWithOffset(time))
                .contains("UTC-3");
    }

    @Test
    void anHourThatTheClockChangeRepeatsIsToldWithItsZone() {
        // 25 October 2026, 02:30 CEST to 02:30 CET: an hour.
        Instant from = Instant.parse("2026-10-25T00:30:00Z");

        assertThat(new LocalTimes(ZoneId.of("Europe/Berlin")).span(from, from.plus(Duration.ofHours(1))))
                .isEqualTo("02:30 CEST to 02:30 CET");
    }

    @Property
    void textOfAPersonNeverBreaksALine(@ForAll String text) {
        assertThat(OneLine.of(text)).doesNotContain("\n", "\r", "\t", "\u2028", "\u0000");
        assertThat(OneLine.of(text, 50)).hasSizeLessThanOrEqualTo(50);
    }

    @Test
    void aNoticeOfAnotherRoundHasAnotherNameAndKnowsTheDateBefore() {
        Story story = Story.scheduled("w", Story.fullPlan()).requested("announce");
        NoticeFacts first = story.facts("announce", "users");
        NoticeFacts again = story.moved(Story.START.plus(Duration.ofDays(7)))
                .requested("announce")
                .facts("announce", "users");

        assertThat(first.occasion()).isEqualTo("announce");
        assertThat(first.movedFrom()).isEmpty();
        assertThat(again.occasion()).isEqualTo("announce#2");
        assertThat(again.movedFrom())
                .hasValueSatisfying(dates -> assertThat(dates.startsAt()).isEqualTo(Story.START));
        assertThat(Json.read(Json.write(again), NoticeFacts.class)).isEqualTo(again);
    }
}
