package io.tidegate.dbagent.migration;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepResult;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateOutput;
import org.flywaydb.core.api.output.MigrateResult;
import org.postgresql.ds.PGSimpleDataSource;

/** One run of Flyway on the target. */
public final class FlywayRun {
    private static final int CAUSES = 10;

    private final TargetServer server;
    private final String database;
    private final Path directory;
    private final String owner;
    private final String hash;
    private final Statements statements;

    /**
     * @param database of the target's server
     * @param owner quoted; the role as which the migration's statements run
     * @param hash of the migration set
     */
    public FlywayRun(
            TargetServer server,
            String database,
            Path directory,
            String owner,
            String hash,
            StepProgress progress,
            StatementWatch watch) {
        this.server = server;
        this.database = database;
        this.directory = directory;
        this.owner = owner;
        this.hash = hash;
        this.statements = new Statements(progress, watch);
    }

    public StepResult run() throws InterruptedException {
        try {
            return succeeded(flyway().migrate());
        } catch (FlywayException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the migration was interrupted");
            }
            return new StepResult.Failed("migration-failed", reason(e), facts());
        }
    }

    private Flyway flyway() {
        var source = new PGSimpleDataSource();
        source.setUrl(server.jdbcUrl(database));
        source.setUser(server.database().adminUser());
        source.setPassword(server.password());
        source.setApplicationName(server.applicationName());
        return Flyway.configure()
                .dataSource(source)
                .locations("filesystem:" + directory)
                .initSql("SET statement_timeout = 0; SET lock_timeout = '30s'; SET ROLE " + owner)
                // A database that has lived without Flyway: everything in the set is new to it.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateOnMigrate(true)
                .cleanDisabled(true)
                .createSchemas(false)
                .callbacks(statements)
                // Flyway's own lock transaction would make CREATE INDEX CONCURRENTLY wait for ever.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
    }

    private StepResult succeeded(MigrateResult result) {
        List<Fact> facts = new ArrayList<>(facts());
        facts.add(Fact.number("migrations-run", result.migrationsExecuted, "migrations"));
        for (MigrateOutput migration : result.migrations) {
            facts.add(Fact.number("V" + migration.version, migration.executionTime, "ms"));
        }
        return new StepResult.Succeeded(facts);
    }

    private List<Fact> facts() {
        return List.of(
                Fact.text("migrations-sha256", hash), Fact.number("statements-run", statements.count(), "statements"));
    }

    private String reason(FlywayException e) {
        Throwable cause = e;
        for (int i = 0; i < CAUSES && cause != null; i++) {
            if (cause instanceof SQLException sql) {
                return statements.place() + Sql.reason(sql);
            }
            cause = cause.getCause();
        }
        // Flyway's own complaint: a checksum, a name, an order. It quotes no statement.
        String message = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
        return message.contains("SQL State") ? statements.place() + "the server refused a statement" : message;
    }
}
