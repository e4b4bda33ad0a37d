package io.tidegate.notifier.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanBuilder;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.Story;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the public is told of a window, on the page, in the summary, in the feeds and on the banner. */
final class PublicStateTest {
    private static final Instant SINCE = Instant.parse("2026-11-01T00:00:00Z");

    private static Story announced() {
        return Story.scheduled("w-1").requested("announce");
    }

    private static Story inProgress() {
        return announced().opened().requested("in-progress").closed();
    }

    private static Story watched() {
        return inProgress().reopened(Duration.ofMinutes(12)).requested("complete");
    }

    private static Story undoneAfterItWasSaidToBeComplete() {
        return watched().rolledBack("errors", Duration.ofMinutes(3)).requested("rolled-back");
    }

    private static JsonNode summary(Story story) {
        return Json.read(
                new StatuspageSummary(Public.SETTINGS, SINCE).of(Public.state(story.now(), story)), JsonNode.class);
    }

    private static String html(Story story) {
        return new StatusPage(Public.SETTINGS).of(Public.state(story.now(), story), "r1");
    }

    @Test
    void aWindowThatIsAheadIsPlannedAndEverythingWorks() {
        JsonNode summary = summary(announced());

        assertThat(summary.at("/status/indicator").asText()).isEqualTo("none");
        assertThat(summary.at("/components/0/name").asText()).isEqualTo("Menu planning");
        assertThat(summary.at("/components/0/status").asText()).isEqualTo("operational");
        assertThat(summary.at("/scheduled_maintenances/0/status").asText()).isEqualTo("scheduled");
        assertThat(summary.at("/scheduled_maintenances/0/scheduled_for").asText())
                .isEqualTo("2026-11-30T22:00:00Z");
        assertThat(html(announced()))
                .contains("All systems operational")
                .contains("Tue 1 Dec 2026, 05:00 WIB")
                .contains("expected downtime 30 minutes");
    }

    @Test
    void whileTheWorkGoesOnTheServiceIsUnderMaintenance() {
        JsonNode summary = summary(inProgress());

        assertThat(summary.at("/status/indicator").asText()).isEqualTo("maintenance");
        assertThat(summary.at("/components/0/status").asText()).isEqualTo("under_maintenance");
        assertThat(summary.at("/scheduled_maintenances/0/status").asText()).isEqualTo("in_progress");
        assertThat(summary.at("/scheduled_maintenances/0/incident_updates/0/id").asText())
                .isEqualTo("w-1.in-progress");
        assertThat(summary.at("/tidegate/banners/0/text").asText())
                .isEqualTo("Maintenance in progress: Portion size differentiation");
        assertThat(html(inProgress())).contains("Maintenance in progress").contains("aria-current=\"step\"");
    }

    @Test
    void onceReopenedItCanBeUsedAndIsBeingWatched() {
        JsonNode summary = summary(watched());

        assertThat(summary.at("/components/0/status").asText()).isEqualTo("operational");
        assertThat(summary.at("/scheduled_maintenances/0/status").asText()).isEqualTo("verifying");
    }

    @Test
    void aRolledBackWindowIsNeverACompletedMaintenance() {
        Story story = undoneAfterItWasSaidToBeComplete();
        JsonNode summary = summary(story);

        assertThat(summary.path("scheduled_maintenances")).isEmpty();
        assertThat(summary.at("/incidents/0/status").asText()).isEqualTo("resolved");
        assertThat(summary.at("/incidents/0/name").asText()).contains("rolled back");
        assertThat(summary.toString()).doesNotContain("\"completed\"");
        assertThat(html(story)).contains("After this the change was rolled back.");
    }

    @Test
    void whatThePlanDoesNotTellThePublicTheLogTells() {
        Plan plan = Story.plan();
        Plan quiet = PlanBuilder.builder(plan)
                .notices(plan.notices().stream()
                        .filter(notice -> notice.id().equals("announce"))
                        .toList())
                .build();
        Story story = Story.scheduled("w-1", quiet).requested("announce").opened();

        assertThat(Public.state(story.now(), story)
                        .open()
                        .getFirst()
                        .updates()
                        .getFirst()
                        .body())
                .isEqualTo("The work has begun.");
    }

    @Test
    void aWindowOfWhichNothingIsPublicIsNotShown() {
        Plan plan = Story.plan();
        Plan secret = PlanBuilder.builder(plan)
                .notices(java.util.List.of())
                .criteria(java.util.List.of())
                .build();
        Story story = Story.scheduled("w-1", secret);

        assertThat(Public.state(story.now(), story).all()).isEmpty();
    }

    @Test
    void aWindowIsNotShownBeforeItIsAnnounced() {
        Story story = Story.scheduled("w-1");

        assertThat(Public.state(story.now(), story).all()).isEmpty();
    }

    @Test
    void theMostPressingOfSeveralIsOnTop() {
        Story calm = Story.scheduled("w-calm").requested("announce");
        Story late = inProgress().happens(new WindowEvent.WindowOverran(Story.START.plus(Duration.ofHours(2))));

        PublicState state = Public.state(late.now(), calm, late);

        assertThat(Headline.of(state).title()).isEqualTo("Maintenance is taking longer than planned");
        assertThat(state.upcoming()).extracting(Maintenance::id).containsExactly("w-calm");
    }

    @Test
    void whatEndedLongAgoIsHistoryAndOnNoBanner() {
        Story story = undoneAfterItWasSaidToBeComplete();
        PublicState later = Public.state(story.now().plus(Duration.ofDays(2)), story);

        assertThat(later.recent()).isEmpty();
        assertThat(later.past()).hasSize(1);
        assertThat(later.onBanner()).isEmpty();
    }

    @Test
    void aHostileTitleStaysText() {
        Plan plan = Story.plan();
        Plan hostile = PlanBuilder.builder(plan)
                .title("<script>alert(1)</script>\"'")
                .summary("</p><img src=x onerror=alert(2)>")
                .build();

        String html = html(Story.scheduled("w-1", hostile).requested("announce"));

        assertThat(html)
                .doesNotContain("<script>alert")
                .doesNotContain("<img src=x")
                .contains("&lt;script&gt;");
    }

    @Test
    void feedsKeepTheirIdsAndCanBeRead() throws FeedException {
        Story story = undoneAfterItWasSaidToBeComplete();
        for (HistoryFeed.Form form : HistoryFeed.Form.values()) {
            String text = new HistoryFeed(Public.SETTINGS, SINCE).of(Public.state(story.now(), story), form);

            var feed = new SyndFeedInput().build(new StringReader(text));

            assertThat(feed.getEntries())
                    .extracting(entry -> entry.getUri())
                    .containsExactly(
                            "urn:tidegate:w-1:rolled-back",
                            "urn:tidegate:w-1:complete",
                            "urn:tidegate:w-1:in-progress",
                            "urn:tidegate:w-1:announce");
            assertThat(feed.getEntries().get(1).getTitle()).contains("later rolled back");
        }
    }

    @Test
    void aMovedMaintenanceStandsUnderItsNewDateAndNothingTellsTheOldOneUnmarked() throws FeedException {
        Story story = Story.scheduled("w-1", Story.fullPlan())
                .requested("announce")
                .after(Duration.ofHours(1))
                .happens(new WindowEvent.WindowPostponed("no decision by the start"))
                .requested("postponed")
                .after(Duration.ofHours(1))
                .moved(Story.START.plus(Duration.ofDays(7)))
                .requested("moved");
        PublicState state = Public.state(story.now(), story);
        JsonNode summary = summary(story);

        assertThat(state.upcoming()).extracting(Maintenance::id).containsExactly("w-1");
        assertThat(state.past()).isEmpty();
        assertThat(summary.at("/scheduled_maintenances/0/scheduled_for").asText())
                .isEqualTo("2026-12-07T22:00:00Z");
        assertThat(summary.at("/tidegate/banners/0/from").asText()).isEqualTo("2026-12-07T22:00:00Z");
        assertThat(summary.at("/tidegate/banners/0/id").asText()).contains("w-1.moved.", "2026-12-07");
        JsonNode updates = summary.at("/scheduled_maintenances/0/incident_updates");
        assertThat(updates.findValuesAsText("id")).containsExactly("w-1.moved", "w-1.postponed", "w-1.announce");
        assertThat(updates.findValuesAsText("body"))
                .satisfies(bodies -> assertThat(bodies.get(0)).contains("Tuesday, 8 December 2026"))
                .allSatisfy(body -> assertThat(
                                body.startsWith("This date does not hold any more") || body.contains("8 December 2026"))
                        .as(body)
                        .isTrue());
        assertThat(html(story)).contains("Tue 8 Dec 2026, 05:00 WIB").contains("This date does not hold any more");
        String feed = new HistoryFeed(Public.SETTINGS, SINCE).of(state, HistoryFeed.Form.ATOM);
        assertThat(new SyndFeedInput().build(new StringReader(feed)).getEntries())
                .extracting(entry -> entry.getTitle())
                .containsExactly(
                        "Portion size differentiation: scheduled",
                        "Portion size differentiation: postponed, later moved",
                        "Portion size differentiation: scheduled, later moved");
    }

    @Test
    void aMoveOfWhichThePlanTellsNobodyIsToldByTheLog() {
        Story story = Story.scheduled("w-1")
                .requested("announce")
                .after(Duration.ofHours(1))
                .moved(Story.START.plus(Duration.ofDays(7)));

        assertThat(Public.state(story.now(), story).upcoming().getFirst().updates())
                .extracting(Update::body)
                .first()
                .isEqualTo("The maintenance has a new date.");
    }

    @Test
    void aNoticeOfEachRoundIsAnUpdateOfItsOwn() {
        Story story = Story.scheduled("w-1", Story.fullPlan())
                .requested("announce")
                .moved(Story.START.plus(Duration.ofDays(7)))
                .requested("moved")
                .after(Duration.ofHours(1))
                .moved(Story.START.plus(Duration.ofDays(14)))
                .requested("moved")
                .requested("announce");

        assertThat(Public.state(story.now(), story).upcoming().getFirst().updates())
                .extracting(Update::key)
                .containsExactlyInAnyOrder("announce#2", "moved#2", "moved", "announce");
    }
}
