package io.tidegate.notifier.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.kafka.Topics;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.notifier.Story;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an event on Kafka to the mailboxes and to the report, with what can go wrong between. */
@Infrastructure
class DeliveryIT {
    private static final String KITCHEN = "kitchen.tebet@sppg.example";

    private final Kafka kafka;
    private final Postgres postgres;
    private final Records records;
    private final String window = "portion-size-" + UUID.randomUUID();
    private final MailServer mail = new MailServer();
    private final String database;

    DeliveryIT(Kafka kafka, Postgres postgres) throws IOException {
        this.kafka = kafka;
        this.postgres = postgres;
        this.records = new Records(kafka.bootstrapServers());
        this.database = postgres.createDatabase("notifier_delivery");
    }

    @BeforeEach
    void mailIsUp() {
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

    private void awaitTold(String... reports) {
        await().atMost(RunningNotifier.PATIENCE)
                .untilAsserted(() -> assertThat(records.told(window)).contains(reports));
    }

    @Test
    void duplicateDeliveryOfEventsReachesNobodyTwice() {
        Story story = Story.scheduled(window).requested("announce");
        try (RunningNotifier notifier = notifier()) {
            records.publish(story.events());
            awaitTold("announce/users/email sent=3 failed=0 uncertain=0");
            records.publish(story.events());
            records.publish(story.events());

            // The events behind the repeated ones are taken up after them.
            int known = story.events().size();
            story.happens(new WindowEvent.WindowCancelled("no need")).requested("cancelled");
            records.publish(story.events().subList(known, story.events().size()));
            awaitTold("cancelled/users/email sent=3 failed=0 uncertain=0");
        }

        assertThat(mail.subjects(KITCHEN))
                .containsExactly(
                        "Planned maintenance on Tue, 1 Dec 2026: Portion size differentiation",
                        "Maintenance cancelled: Portion size differentiation");
        assertThat(records.told(window))
                .containsOnlyOnce("announce/users/email sent=3 failed=0 uncertain=0")
                .contains(
                        "announce/management/email sent=2 failed=0 uncertain=0",
                        "announce/users/banner sent=1 failed=0 uncertain=0");
    }

    @Test
    void anEventGapIsWaitedFor() {
        Story story = Story.scheduled(window)
                .happens(new WindowEvent.NoticeSkipped("reminder-week", "its time had passed"))
                .requested("announce");
        try (RunningNotifier notifier = notifier()) {
            records.publish(story.events().get(0));
            records.publish(story.events().get(2));
            Story behind = Story.scheduled(window + "-b").requested("announce");
            records.publish(behind.events());
            await().atMost(RunningNotifier.PATIENCE)
                    .untilAsserted(() -> assertThat(records.told(window + "-b")).hasSize(4));
            assertThat(records.told(window)).isEmpty();

            records.publish(story.events().get(1));

            awaitTold("announce/users/email sent=3 failed=0 uncertain=0");
        }
    }

    @Test
    void aPoisonRecordGoesToTheDeadLettersAndTheNextIsRead() {
        byte[] poison = ("{\"not\":\"an event of " + window + "\"}").getBytes(StandardCharsets.UTF_8);
        try (RunningNotifier notifier = notifier()) {
            records.publish(new ProducerRecord<>(Topics.EVENTS, window, poison));
            records.publish(Story.scheduled(window).requested("announce").events());

            awaitTold("announce/users/email sent=3 failed=0 uncertain=0");
        }

        assertThat(records.all(Topics.deadLetters(Topics.EVENTS)))
                .filteredOn(record -> window.equals(record.key()))
                .singleElement()
                .satisfies(record -> assertThat(record.value()).isEqualTo(poison));
    }

    @Test
    void aMailServerThatWasDownGetsTheMailWhenItIsBack() {
        mail.close();
        try (RunningNotifier notifier = notifier()) {
            records.publish(Story.scheduled(window).requested("announce").events());
            awaitTold("announce/users/banner sent=1 failed=0 uncertain=0");
            Tables tables = new Tables(postgres, database);
            await().atMost(RunningNotifier.PATIENCE).until(() -> tables.attempts(window) >= 5);
            assertThat(records.told(window)).noneMatch(told -> told.contains("email"));

            mail.up();

            awaitTold(
                    "announce/users/email sent=3 failed=0 uncertain=0",
                    "announce/management/email sent=2 failed=0 uncertain=0");
            assertThat(mail.mails()).hasSize(5);
        }
    }

    @Test
    void whatIsNotTrueAnyMoreDoesNotGoOutWhenTheMailServerIsBack() {
        mail.close();
        Story story = Story.scheduled(window).requested("announce");
        try (RunningNotifier notifier = notifier()) {
            records.publish(story.events());
            Tables tables = new Tables(postgres, database);
            await().atMost(RunningNotifier.PATIENCE).until(() -> tables.attempts(window) >= 5);
            int known = story.events().size();
            story.happens(new WindowEvent.WindowCancelled("no need")).requested("cancelled");
            records.publish(story.events().subList(known, story.events().size()));
            awaitTold("cancelled/users/banner sent=1 failed=0 uncertain=0");

            mail.up();

            awaitTold(
                    "announce/users/email sent=0 failed=0 uncertain=0",
                    "cancelled/users/email sent=3 failed=0 uncertain=0");
            assertThat(mail.subjects(KITCHEN)).containsExactly("Maintenance cancelled: Portion size differentiation");
        }
    }

    @Test
    void anOldLogOnAnEmptyDatabaseSendsNothingThatWasSettledThen() {
        Story story = Story.scheduled(window)
                .requested("announce")
                .delivered("announce", "users", Plan.Medium.EMAIL)
                .delivered("announce", "users", Plan.Medium.BANNER)
                .delivered("announce", "management", Plan.Medium.EMAIL)
                .delivered("announce", "management", Plan.Medium.BANNER)
                .requested("reminder-week");
        records.publish(story.events());

        try (RunningNotifier notifier = notifier()) {
            awaitTold("reminder-week/users/email sent=3 failed=0 uncertain=0");
        }

        assertThat(mail.subjects(KITCHEN)).singleElement().satisfies(subject -> assertThat(subject)
                .startsWith("Reminder"));
        assertThat(records.told(window)).noneMatch(told -> told.startsWith("announce"));
    }

    @Test
    void whoeverSaysStopByTheLinkGetsNoFurtherMail() throws Exception {
        Story story = Story.scheduled(window).requested("announce");
        try (RunningNotifier notifier = notifier()) {
            records.publish(story.events());
            awaitTold("announce/users/email sent=3 failed=0 uncertain=0");
            String link = mail.mails().stream()
                    .filter(one -> MailServer.to(one).equals(KITCHEN))
                    .findFirst()
                    .orElseThrow()
                    .getHeader("List-Unsubscribe")[0]
                    .replaceAll("[<>]|https://status.sppg.example", "");

            assertThat(notifier.get(link).body()).contains("No more mails about maintenance?");
            assertThat(notifier.post(link, "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click", Map.of())
                            .statusCode())
                    .isEqualTo(200);
            assertThat(notifier.get("/unsubscribe/guessed").statusCode()).isEqualTo(404);

            int known = story.events().size();
            story.requested("reminder-week");
            records.publish(
                    List.copyOf(story.events().subList(known, story.events().size())));
            awaitTold("reminder-week/users/email sent=2 failed=0 uncertain=0");
            assertThat(mail.subjects(KITCHEN)).hasSize(1);
        }
    }

    /** Two moves while the mail server is away: only the last date is ever read, and each round is told. */
    @Test
    void afterAMoveOnlyTheNewDateIsReadAndRemindersGoOutAgain() {
        Story story = Story.scheduled(window, Story.fullPlan()).requested("announce");
        try (RunningNotifier notifier = notifier()) {
            records.publish(story.events());
            awaitTold("announce/users/email sent=3 failed=0 uncertain=0");
            mail.close();
            Tables tables = new Tables(postgres, database);
            int before = tables.attempts(window);
            story.requested("reminder-week")
                    .after(Duration.ofHours(1))
                    .moved(Story.START.plus(Duration.ofDays(7)))
                    .requested("moved");
            publishNew(story);
            await().atMost(RunningNotifier.PATIENCE).until(() -> tables.attempts(window) > before);
            story.after(Duration.ofHours(1))
                    .moved(Story.START.plus(Duration.ofDays(14)))
                    .requested("moved")
                    .requested("reminder-week");
            publishNew(story);
            awaitTold("moved#2/users/banner sent=1 failed=0 uncertain=0");

            mail.up();

            awaitTold(
                    "reminder-week/users/email sent=0 failed=0 uncertain=0",
                    "moved/users/email sent=0 failed=0 uncertain=0",
                    "moved#2/users/email sent=3 failed=0 uncertain=0",
                    "reminder-week#2/users/email sent=3 failed=0 uncertain=0");
            assertThat(mail.subjects(KITCHEN))
                    .containsExactlyInAnyOrder(
                            "New date for the maintenance, Tue, 15 Dec 2026: Portion size differentiation",
                            "Reminder: maintenance on Tue, 15 Dec 2026, 05:00 to 06:00 WIB: Portion size differentiation");
            assertThat(notifier.get("/api/v2/summary.json").body())
                    .contains("\"scheduled_for\":\"2026-12-14T22:00:00Z\"")
                    .doesNotContain("\"scheduled_for\":\"2026-11-30T22:00:00Z\"");
        }
        assertThat(records.reports(window).stream().map(report -> report.id()))
                .contains(window + "/moved/users/email", window + "/moved#2/users/email")
                .doesNotHaveDuplicates();
    }

    private int published = 2;

    private void publishNew(Story story) {
        records.publish(story.events().subList(published, story.events().size()));
        published = story.events().size();
    }
}
