package io.tidegate.notifier.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.notifier.Story;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The public page over real servers. */
@Infrastructure
class StatusPageIT {
    private final Kafka kafka;
    private final Postgres postgres;
    private final Records records;
    private final String window = "portion-size-" + UUID.randomUUID();
    private final MailServer mail = new MailServer();
    private final String database;

    StatusPageIT(Kafka kafka, Postgres postgres) throws IOException {
        this.kafka = kafka;
        this.postgres = postgres;
        this.records = new Records(kafka.bootstrapServers());
        this.database = postgres.createDatabase("notifier_page");
        mail.up();
    }

    @AfterEach
    void close() {
        mail.close();
        records.close();
    }

    private RunningNotifier notifier() {
        return RunningNotifier.start(kafka, postgres, database, mail.port(), "");
    }

    private void awaitShown(RunningNotifier notifier, String text) {
        await().atMost(RunningNotifier.PATIENCE)
                .until(() -> notifier.get("/").body().contains(text));
    }

    @Test
    void thePageIsWholeWithoutAScriptAndSafe() {
        try (RunningNotifier notifier = notifier()) {
            records.publish(Story.scheduled(window).requested("announce").events());
            awaitShown(notifier, window);

            HttpResponse<String> page = notifier.get("/");
            assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
            assertThat(page.headers().firstValue("content-security-policy"))
                    .get()
                    .asString()
                    .startsWith("default-src 'none'");
            assertThat(page.body()).contains("Portion size differentiation").contains("Planned for");
            for (String asset :
                    new String[] {"/assets/status.css", "/assets/status.js", "/assets/icon.svg", "/banner.js"}) {
                assertThat(notifier.get(asset).statusCode()).as(asset).isEqualTo(200);
            }
        }
    }

    @Test
    void pollersAreToldWhenNothingHasChanged() {
        try (RunningNotifier notifier = notifier()) {
            records.publish(Story.scheduled(window).requested("announce").events());
            awaitShown(notifier, window);

            HttpResponse<String> summary = notifier.get("/api/v2/summary.json");
            String tag = summary.headers().firstValue("etag").orElseThrow();

            assertThat(summary.headers().firstValue("access-control-allow-origin"))
                    .hasValue("*");
            assertThat(summary.body()).contains("\"scheduled_maintenances\"").contains(window);
            for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
                assertThat(notifier.get("/api/v2/summary.json", "If-None-Match", known)
                                .statusCode())
                        .as(known)
                        .isEqualTo(304);
            }
            assertThat(notifier.get("/api/v2/summary.json", "If-None-Match", "\"other\"")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(notifier.get("/history.atom").body()).contains("urn:tidegate:" + window + ":announce");
            assertThat(notifier.get("/history.rss").headers().firstValue("content-type"))
                    .hasValue("application/rss+xml; charset=utf-8");
        }
    }

    @Test
    void readersOfTheLiveStreamHearOfEachChange() throws IOException {
        Story story = Story.scheduled(window).requested("announce");
        try (RunningNotifier notifier = notifier()) {
            records.publish(story.events());
            awaitShown(notifier, window);
            try (var live =
                    new BufferedReader(new InputStreamReader(notifier.stream("/live"), StandardCharsets.UTF_8))) {
                String first = nextState(live);
                assertThat(first).contains("\"status\":\"scheduled\"");

                int known = story.events().size();
                story.opened().requested("in-progress");
                records.publish(story.events().subList(known, story.events().size()));

                String next = nextState(live);
                while (!next.contains("\"indicator\":\"maintenance\"")) {
                    next = nextState(live);
                }
                assertThat(next).contains("in_progress");
            }
        }
    }

    @Test
    void aReaderWhoComesBackHearsWhatWasMissedAndNothingTwice() throws IOException {
        Story story = Story.scheduled(window).requested("announce");
        try (RunningNotifier notifier = notifier()) {
            records.publish(story.events());
            awaitShown(notifier, window);
            String known = revision(notifier);

            try (var live = live(notifier, known)) {
                int before = story.events().size();
                story.opened().requested("in-progress");
                records.publish(story.events().subList(before, story.events().size()));
                assertThat(nextId(live))
                        .as("what the reader knows is not said again")
                        .isNotEqualTo(known);
            }
            awaitShown(notifier, "Maintenance in progress");
            try (var live = live(notifier, known)) {
                assertThat(nextState(live)).contains("in_progress");
            }
        }
    }

    private static String revision(RunningNotifier notifier) {
        String tag = notifier.get("/api/v2/summary.json")
                .headers()
                .firstValue("etag")
                .orElseThrow();
        return tag.replace("\"", "");
    }

    private static BufferedReader live(RunningNotifier notifier, String known) {
        return new BufferedReader(
                new InputStreamReader(notifier.stream("/live", "Last-Event-ID", known), StandardCharsets.UTF_8));
    }

    private static String nextId(BufferedReader live) throws IOException {
        for (String line = live.readLine(); line != null; line = live.readLine()) {
            if (line.startsWith("id: ")) {
                return line.substring("id: ".length());
            }
        }
        throw new IllegalStateException("the stream has ended");
    }

    @Test
    void thePageStaysWhileTheDatabaseIsRestarted() {
        try (RunningNotifier notifier = notifier()) {
            Story story = Story.scheduled(window).requested("announce");
            records.publish(story.events());
            awaitShown(notifier, window);

            postgres.restart();
            assertThat(notifier.get("/").body()).contains(window);

            int known = story.events().size();
            story.opened().requested("in-progress");
            records.publish(story.events().subList(known, story.events().size()));
            awaitShown(notifier, "Maintenance in progress");
        }
    }

    private static String nextState(BufferedReader live) throws IOException {
        for (String line = live.readLine(); line != null; line = live.readLine()) {
            if (line.startsWith("data: {")) {
                return line;
            }
        }
        throw new IllegalStateException("the stream has ended");
    }
}
