package io.tidegate.notifier.running;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.notifier.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Nobody answers: people are called by mail and WhatsApp, incident services by webhook, each once. */
@Infrastructure
class EscalationIT {
    private static final String SEND = "/v23.0/1234567890/messages";
    private static final String ENQUEUE = "/v2/enqueue";

    @RegisterExtension
    static final WireMockExtension API =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private final Kafka kafka;
    private final Postgres postgres;
    private final Records records;
    private final String window = "portion-size-" + UUID.randomUUID();
    private final MailServer mail = new MailServer();
    private final String database;
    private int published;

    EscalationIT(Kafka kafka, Postgres postgres) throws IOException {
        this.kafka = kafka;
        this.postgres = postgres;
        this.records = new Records(kafka.bootstrapServers());
        this.database = postgres.createDatabase("notifier_escalation");
        mail.up();
    }

    @AfterEach
    void close() {
        mail.close();
        records.close();
    }

    private void publish(Story story) {
        records.publish(story.events().subList(published, story.events().size()));
        published = story.events().size();
    }

    private void awaitTold(String... reports) {
        await().atMost(RunningNotifier.PATIENCE)
                .untilAsserted(() -> assertThat(records.told(window)).contains(reports));
    }

    private RequestPatternBuilder event(String action) {
        return postRequestedFor(urlEqualTo(ENQUEUE))
                .withRequestBody(matchingJsonPath("$[?(@.event_action == '" + action + "')]"))
                .withRequestBody(matchingJsonPath("$[?(@.dedup_key == '" + window + "/person')]"));
    }

    @Test
    void everyLevelReachesItsRolesOnceAndTheIncidentEndsWithTheQuestion(@TempDir Path files) throws IOException {
        Files.writeString(files.resolve("key"), "secret-routing-key\n");
        Path webhooks = Files.writeString(
                files.resolve("webhooks.yaml"), """
                webhooks:
                  - { name: on-call, format: pagerduty, url: %s, key-file: %s }
                """.formatted(API.baseUrl() + ENQUEUE, files.resolve("key")));
        API.stubFor(post(SEND).willReturn(okJson("{\"messages\":[{\"id\":\"wamid." + window + "\"}]}")));
        API.stubFor(post(ENQUEUE).willReturn(aResponse().withStatus(503)));
        Story story = Story.scheduled(window, Story.fullPlan())
                .opened()
                .closed()
                .happens(new WindowEvent.PersonNeeded("the smoke test has failed", List.of("retry", "rollback")))
                .after(Duration.ofMinutes(5))
                .escalated("person", 1);
        try (RunningNotifier notifier = RunningNotifier.start(
                kafka, postgres, database, mail.port(), API.baseUrl() + "/v23.0", webhooks.toString())) {
            publish(story);
            awaitTold("person/1/email sent=2 failed=0", "person/1/whatsapp sent=1 failed=0");

            publish(story.after(Duration.ofMinutes(5)).escalated("person", 2));
            awaitTold("person/2/email sent=1 failed=0");
            await().atMost(RunningNotifier.PATIENCE)
                    .until(() -> API.findAll(event("trigger")).size() >= 2);
            assertThat(records.told(window)).noneMatch(told -> told.contains("webhook"));
            API.stubFor(post(ENQUEUE).willReturn(aResponse().withStatus(202).withBody("{\"status\":\"success\"}")));
            awaitTold("person/2/webhook sent=1 failed=0");

            publish(story.happens(new WindowEvent.EscalationAcknowledged("person")));
            await().atMost(RunningNotifier.PATIENCE)
                    .until(() -> API.findAll(event("acknowledge")).size() == 1);
            records.publish(story.events());
            publish(story.rollsBack("it went wrong"));
            await().atMost(RunningNotifier.PATIENCE)
                    .until(() -> API.findAll(event("resolve")).size() == 1);
        }

        assertThat(mail.mails())
                .filteredOn(one -> MailServer.subject(one).startsWith("Urgent"))
                .extracting(MailServer::to)
                .containsExactlyInAnyOrder("ratna@sppg.example", "sari@sppg.example", "budi@sppg.example");
        API.verify(
                1,
                postRequestedFor(urlEqualTo(SEND))
                        .withRequestBody(containing("maintenance_escalation"))
                        .withRequestBody(containing("6281100000001")));
        API.verify(event("trigger").withRequestBody(containing("secret-routing-key")));
        assertThat(records.reports(window))
                .as("what only goes to a service for its records is not reported, and no secret leaves")
                .filteredOn(report -> report.id().contains("/escalation/"))
                .hasSize(4)
                .noneMatch(report -> report.toString().contains("secret"));
    }
}
