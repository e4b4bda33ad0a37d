package io.tidegate.notifier.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.Message;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.notifier.Story;
import io.tidegate.notifier.mail.ScriptedSmtp;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A notifier that is killed at the worst moment, and what the next one makes of it. */
@Infrastructure
class CrashIT {
    private final Kafka kafka;
    private final Postgres postgres;
    private final Records records;
    private final String window = "portion-size-" + UUID.randomUUID();
    private final MailServer mail = new MailServer();
    private final String database;
    private final Tables tables;

    CrashIT(Kafka kafka, Postgres postgres) throws IOException {
        this.kafka = kafka;
        this.postgres = postgres;
        this.records = new Records(kafka.bootstrapServers());
        this.database = postgres.createDatabase("notifier_crash");
        this.tables = new Tables(postgres, database);
    }

    @AfterEach
    void close() {
        mail.close();
        records.close();
    }

    private NotifierProcess notifier(int smtpPort) throws IOException {
        Map<String, String> settings = RunningNotifier.environment(postgres, database, smtpPort, "");
        return NotifierProcess.start(kafka, settings);
    }

    private void awaitTold(String... reports) {
        await().atMost(RunningNotifier.PATIENCE)
                .untilAsserted(() -> assertThat(records.told(window)).contains(reports));
    }

    @Test
    void crashBetweenSendingAndNotingIsUncertainAndNeverSentTwice() throws IOException {
        Story story = Story.scheduled(window).requested("announce");
        try (ScriptedSmtp silent = new ScriptedSmtp(ScriptedSmtp.Fault.SILENT_AFTER_CONTENT);
                NotifierProcess first = notifier(silent.port())) {
            records.publish(story.events());
            await().atMost(RunningNotifier.PATIENCE).until(() -> silent.received() == 5);
            assertThat(tables.onTheirWay(window)).isEqualTo(5);
            first.kill();
        }

        mail.up();
        try (NotifierProcess second = notifier(mail.port())) {
            awaitTold(
                    "announce/users/email sent=0 failed=0 uncertain=3",
                    "announce/management/email sent=0 failed=0 uncertain=2");
            int known = story.events().size();
            story.happens(new WindowEvent.WindowCancelled("no need")).requested("cancelled");
            records.publish(story.events().subList(known, story.events().size()));
            awaitTold("cancelled/users/email sent=3 failed=0 uncertain=0");
        }

        assertThat(mail.mails().stream().map(MailServer::subject))
                .hasSize(5)
                .containsOnly("Maintenance cancelled: Portion size differentiation");
    }

    @Test
    void crashBeforeSendingLosesNothing() throws IOException {
        try (NotifierProcess first = notifier(mail.port())) {
            records.publish(Story.scheduled(window).requested("announce").events());
            await().atMost(RunningNotifier.PATIENCE)
                    .until(() -> tables.attempts(window) >= 5 && tables.onTheirWay(window) == 0);
            first.kill();
        }

        mail.up();
        try (NotifierProcess second = notifier(mail.port())) {
            awaitTold(
                    "announce/users/email sent=3 failed=0 uncertain=0",
                    "announce/management/email sent=2 failed=0 uncertain=0");
        }

        assertThat(mail.mails()).hasSize(5);
        whatIsToldAgainIsTheSameReport();
    }

    /** Between Kafka's answer and noting it a crash makes it told again: under the same id, by which it counts once. */
    private void whatIsToldAgainIsTheSameReport() {
        var byId = records.reports(window).stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        Message::id,
                        java.util.stream.Collectors.mapping(Message::data, java.util.stream.Collectors.toSet())));
        assertThat(byId.values()).allSatisfy(told -> assertThat(told).hasSize(1));
        assertThat(byId).hasSize((int) records.told(window).stream().distinct().count());
    }

    @Test
    void kafkaAwayWhileReportingIsToldWhenItIsBack() throws IOException {
        try (RunningNotifier notifier = RunningNotifier.start(kafka, postgres, database, mail.port(), "")) {
            records.publish(Story.scheduled(window).requested("announce").events());
            await().atMost(RunningNotifier.PATIENCE).until(() -> tables.attempts(window) >= 5);
            kafka.stop();
            try {
                mail.up();
                await().atMost(RunningNotifier.PATIENCE)
                        .until(() -> mail.mails().size() == 5);
            } finally {
                kafka.start();
            }

            awaitTold("announce/users/email sent=3 failed=0 uncertain=0");
            whatIsToldAgainIsTheSameReport();
            assertThat(mail.mails()).hasSize(5);
        }
    }
}
