package io.tidegate.dbagent.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server's counter, on a clock that the test moves. */
@Infrastructure
final class ActivitySamplerIT {
    private static final String NAME = "activity_it";

    private final Postgres postgres;
    private final ActivityFile file;
    private final ActivitySampler sampler;
    private Instant now = Instant.parse("2026-12-01T05:00:00Z");

    ActivitySamplerIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        this.postgres = postgres;
        Path password = Files.writeString(directory.resolve("password"), postgres.adminPassword());
        admin("postgres", "DROP DATABASE IF EXISTS " + NAME + " WITH (FORCE)");
        admin("postgres", "CREATE DATABASE " + NAME);
        file = new ActivityFile(directory);
        InstantSource moved = () -> now;
        sampler = new ActivitySampler(
                new TargetServer(
                        new AgentConfig.Postgres(
                                postgres.host(),
                                postgres.port(),
                                NAME,
                                postgres.adminUser(),
                                password,
                                "app",
                                "postgres"),
                        "shop"),
                file,
                moved.withZone(ZoneOffset.UTC));
    }

    private void admin(String database, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        postgres.jdbcUrl(database), postgres.adminUser(), postgres.adminPassword());
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private long counted() throws SQLException {
        try (var connection = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), postgres.adminUser(), postgres.adminPassword());
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = '" + NAME + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private Activity afterAMinute() throws IOException {
        now = now.plusSeconds(60);
        sampler.sample();
        return file.read();
    }

    @Test
    void transactionsAreCountedForTheirHourAcrossResets() throws Exception {
        sampler.sample();
        long before = counted();
        for (int each = 0; each < 20; each++) {
            admin(NAME, "SELECT 1", "SELECT 2");
        }
        // A session tells the server's statistics what it has done when it ends, or a little later.
        await().until(() -> counted() >= before + 40);

        Activity after = afterAMinute();

        assertThat(after.hours().stream().filter(hour -> hour.seconds() > 0))
                .singleElement()
                .matches(hour -> hour.seconds() == 60 && hour.transactions() >= 40 && hour.transactions() < 200);
        admin(NAME, "SELECT pg_stat_reset()");
        assertThat(afterAMinute().hours())
                .as("what is counted anew is not taken from what was")
                .isEqualTo(after.hours());
        assertThat(afterAMinute().sampledSeconds()).isEqualTo(120);
        sampler.pause();
        assertThat(file.read().last()).isNull();
    }
}
