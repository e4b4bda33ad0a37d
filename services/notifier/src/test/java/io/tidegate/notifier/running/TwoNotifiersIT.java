package io.tidegate.notifier.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.notifier.Story;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two notifiers on one database: one delivers, and the other goes on when it is gone. */
@Infrastructure
class TwoNotifiersIT {
    private final Kafka kafka;
    private final Postgres postgres;
    private final Records records;
    private final String window = "portion-size-" + UUID.randomUUID();
    private final MailServer mail = new MailServer();
    private final String database;

    TwoNotifiersIT(Kafka kafka, Postgres postgres) throws IOException {
        this.kafka = kafka;
        this.postgres = postgres;
        this.records = new Records(kafka.bootstrapServers());
        this.database = postgres.createDatabase("notifier_two");
        mail.up();
    }

    @AfterEach
    void close() {
        mail.close();
        records.close();
    }

    @Test
    void eachAddressGetsANoticeOnceAlsoWhenTheOneThatDeliversEnds() {
        Story story = Story.scheduled(window).requested("announce");
        RunningNotifier first = notifier();
        try (RunningNotifier second = notifier()) {
            records.publish(story.events());
            awaitTold("announce/users/email sent=3 failed=0 uncertain=0");
            awaitTold("announce/management/email sent=2 failed=0 uncertain=0");

            first.close();
            int known = story.events().size();
            story.happens(new WindowEvent.WindowCancelled("no need")).requested("cancelled");
            records.publish(story.events().subList(known, story.events().size()));
            awaitTold("cancelled/users/email sent=3 failed=0 uncertain=0");
            awaitTold("cancelled/management/email sent=2 failed=0 uncertain=0");
        }

        assertThat(mail.mails()).hasSize(10);
        assertThat(records.told(window)).doesNotHaveDuplicates();
    }

    private RunningNotifier notifier() {
        return RunningNotifier.start(kafka, postgres, database, mail.port(), "");
    }

    private void awaitTold(String report) {
        await().atMost(RunningNotifier.PATIENCE)
                .untilAsserted(() -> assertThat(records.told(window)).contains(report));
    }
}
