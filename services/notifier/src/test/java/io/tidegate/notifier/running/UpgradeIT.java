package io.tidegate.notifier.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.window.Window;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Kafka;
import io.tidegate.local.junit.Postgres;
import io.tidegate.notifier.Story;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A database of before there were rounds: what was owed then is round 1. */
@Infrastructure
class UpgradeIT {
    private final Kafka kafka;
    private final Postgres postgres;
    private final String window = "portion-size-" + UUID.randomUUID();

    UpgradeIT(Kafka kafka, Postgres postgres) {
        this.kafka = kafka;
        this.postgres = postgres;
    }

    @Test
    void aLetterThatWaitedGoesOutAfterTheUpgradeAndOneThatWasSentDoesNot() throws IOException, SQLException {
        String database = postgres.createDatabase("notifier_upgrade");
        Story story = Story.scheduled(window).requested("announce");
        asBefore(database, story);

        try (MailServer mail = new MailServer().up();
                Records records = new Records(kafka.bootstrapServers());
                RunningNotifier notifier = RunningNotifier.start(kafka, postgres, database, mail.port(), "")) {
            records.publish(story.events());
            await().atMost(RunningNotifier.PATIENCE).untilAsserted(() -> assertThat(records.told(window))
                    .contains("announce/users/email sent=2 failed=0 uncertain=0"));

            assertThat(records.reports(window).getFirst().id()).isEqualTo(window + "/announce/users/email");
            assertThat(mail.mails()).extracting(MailServer::to).containsExactly("kitchen.tebet@sppg.example");
            assertThat(notifier.get("/").body()).contains(window);
        }
    }

    private void asBefore(String database, Story story) throws SQLException {
        Flyway.configure()
                .dataSource(database, postgres.adminUser(), postgres.adminPassword())
                .schemas("notifier")
                .defaultSchema("notifier")
                .target("1")
                .load()
                .migrate();
        String facts = Json.write(story.facts("announce", "users"))
                .replace("\"round\":1,", "")
                .replace(",\"asBefore\":false", "");
        try (Connection connection =
                DriverManager.getConnection(database, postgres.adminUser(), postgres.adminPassword())) {
            Window state = story.window();
            update(
                    connection,
                    "INSERT INTO notifier.windows (id, sequence, hash, state, status, starts_at)"
                            + " VALUES (?, 2, ?, ?::json, 'scheduled', now())",
                    window,
                    story.events().getLast().hash(),
                    Json.write(state));
            update(
                    connection,
                    "INSERT INTO notifier.deliveries (window_id, notice, audience, medium, facts)"
                            + " VALUES (?, 'announce', 'users', 'email', ?::json)",
                    window,
                    facts);
            update(
                    connection,
                    "INSERT INTO notifier.updates (window_id, notice, facts, on_page, on_banner, at)"
                            + " VALUES (?, 'announce', ?::json, true, true, now())",
                    window,
                    facts);
            try (Statement letters = connection.createStatement()) {
                letters.execute("""
                        INSERT INTO notifier.ledger (window_id, notice, audience, medium, address, address_key, state)
                        SELECT w.id, 'announce', 'users', 'email', l.address, l.address, l.state FROM notifier.windows w
                        CROSS JOIN (VALUES ('kitchen.menteng@sppg.example', 'sent'),
                                           ('kitchen.tebet@sppg.example', 'pending')) AS l (address, state)
                        """);
            }
        }
    }

    private static void update(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
