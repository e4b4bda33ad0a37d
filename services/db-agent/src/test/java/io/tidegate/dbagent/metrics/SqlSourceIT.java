package io.tidegate.dbagent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions to a real PostgreSQL. */
@Infrastructure
final class SqlSourceIT {
    private final TargetServer server;
    private final Path directory;

    SqlSourceIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        this.directory = directory;
        Path password = Files.writeString(directory.resolve("password"), postgres.adminPassword());
        try (var admin = DriverManager.getConnection(
                        postgres.jdbcUrl("postgres"), postgres.adminUser(), postgres.adminPassword());
                var statement = admin.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS sql_source_it WITH (FORCE)");
            statement.execute("CREATE DATABASE sql_source_it");
        }
        server = new TargetServer(
                new AgentConfig.Postgres(
                        postgres.host(),
                        postgres.port(),
                        "sql_source_it",
                        postgres.adminUser(),
                        password,
                        "app",
                        "postgres"),
                "shop");
    }

    private Reading ask(String sql) {
        return new SqlSource(server, new AgentConfig.Query(directory, sql), Duration.ofMillis(500)).read();
    }

    @Test
    void aNumberIsANumberWhateverItsType() {
        assertThat(ask("SELECT 34")).isEqualTo(new Reading.Value(34));
        assertThat(ask("SELECT 12.5::numeric;")).isEqualTo(new Reading.Value(12.5));
        assertThat(ask("SELECT 0.5::real")).isEqualTo(new Reading.Value(0.5));
    }

    @Test
    void whatIsNoNumberIsSaid() {
        assertThat(ask("SELECT NULL::int")).hasToString("Nothing[why=is NULL]");
        assertThat(ask("SELECT 1 WHERE false")).hasToString("Nothing[why=has no row]");
        assertThat(ask("SELECT 'NaN'::float8").toString()).contains("is NaN");
        assertThat(ask("SELECT 'NaN'::numeric").toString()).contains("is NaN");
        assertThat(ask("SELECT 'soto'").toString()).contains("is no number").doesNotContain("soto");
        assertThat(ask("SELECT 1, 2").toString()).contains("has 2 columns");
        assertThat(ask("VALUES (1), (2)").toString()).contains("more than one row");
    }

    @Test
    void itMayOnlyReadAndNotForLong() {
        assertThat(ask("CREATE TABLE left_behind (); SELECT 1").toString()).contains("read-only transaction");
        assertThat(ask("SELECT count(*) FROM pg_sleep(60)").toString()).contains("statement timeout");
        assertThat(ask("SELECT nothing").toString()).contains("column \"nothing\" does not exist (SQLSTATE 42703)");
    }
}
