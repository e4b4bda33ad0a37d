package io.tidegate.notifier.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What readers of Statuspage's {@code /api/v2/summary.json} count on, in every state of a window. */
class SummaryShapeTest {
    private static final Set<String> INDICATORS = Set.of("none", "minor", "major", "critical", "maintenance");
    private static final Set<String> OF_COMPONENTS =
            Set.of("operational", "degraded_performance", "partial_outage", "major_outage", "under_maintenance");
    private static final Set<String> OF_INCIDENTS =
            Set.of("investigating", "identified", "monitoring", "resolved", "postmortem");
    private static final Set<String> OF_MAINTENANCES = Set.of("scheduled", "in_progress", "verifying", "completed");

    static Stream<Story> everyState() {
        return Stream.of(
                announced(),
                open(),
                open().happens(new WindowEvent.WindowOverran(Story.START.plus(Duration.ofHours(1)))),
                open().rollsBack("the check failed"),
                open().rolledBack("the check failed", Duration.ofMinutes(21)).requested("rolled-back"),
                reopened(),
                reopened().happens(new WindowEvent.WindowCompleted()),
                announced()
                        .happens(new WindowEvent.WindowPostponed("no decision by the start"))
                        .requested("postponed"),
                announced()
                        .happens(new WindowEvent.WindowCancelled("not needed"))
                        .requested("cancelled"));
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void everyReaderFindsWhatItLooksFor(Story story) {
        JsonNode summary = Json.read(
                new StatuspageSummary(Public.SETTINGS, Story.START).of(Public.state(story.now(), story)),
                JsonNode.class);

        texts(summary.path("page"), "id", "name", "url", "time_zone", "updated_at");
        assertThat(summary.at("/status/indicator").asText()).isIn(INDICATORS);
        assertThat(summary.at("/status/description").asText()).isNotBlank();
        assertThat(summary.path("components")).isNotEmpty().allSatisfy(SummaryShapeTest::component);
        assertThat(summary.path("incidents").isArray()).isTrue();
        summary.path("incidents").forEach(incident -> incident(incident, OF_INCIDENTS));
        assertThat(summary.path("scheduled_maintenances").isArray()).isTrue();
        summary.path("scheduled_maintenances").forEach(maintenance -> {
            incident(maintenance, OF_MAINTENANCES);
            times(maintenance, "scheduled_for", "scheduled_until");
        });
    }

    private static void incident(JsonNode incident, Set<String> statuses) {
        texts(incident, "id", "name", "impact", "shortlink", "page_id");
        times(incident, "created_at", "updated_at");
        assertThat(incident.path("status").asText()).isIn(statuses);
        incident.path("components").forEach(SummaryShapeTest::component);
        assertThat(incident.path("incident_updates")).isNotEmpty().allSatisfy(update -> {
            texts(update, "id", "body", "incident_id");
            times(update, "created_at", "updated_at", "display_at");
            assertThat(update.path("status").asText()).isIn(statuses);
            assertThat(update.path("affected_components")).allSatisfy(affected -> {
                assertThat(affected.path("old_status").asText()).isIn(OF_COMPONENTS);
                assertThat(affected.path("new_status").asText()).isIn(OF_COMPONENTS);
            });
        });
    }

    private static void component(JsonNode component) {
        texts(component, "id", "name", "status", "page_id");
        times(component, "updated_at");
        assertThat(component.path("status").asText()).isIn(OF_COMPONENTS);
    }

    private static void texts(JsonNode node, String... names) {
        assertThat(List.of(names))
                .allSatisfy(
                        name -> assertThat(node.path(name).asText("")).as(name).isNotBlank());
    }

    private static void times(JsonNode node, String... names) {
        assertThat(List.of(names))
                .allSatisfy(name -> assertThat(Instant.parse(node.path(name).asText()))
                        .as(name)
                        .isAfter(Instant.EPOCH));
    }

    private static Story announced() {
        return Story.scheduled("w-1").requested("announce");
    }

    private static Story open() {
        return announced().opened().requested("in-progress");
    }

    private static Story reopened() {
        return open().reopened(Duration.ofMinutes(24)).requested("complete");
    }
}
