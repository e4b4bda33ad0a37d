package io.tidegate.dbagent.migration;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.step.StepResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateOutput;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.api.output.ValidateOutput;
import org.postgresql.ds.PGSimpleDataSource;

/** Flyway's community edition, as a library. Its own history says what is done. */
final class FlywayDriver implements MigrationDriver {
    private static final int CAUSES = 10;

    @Override
    public StepResult run(MigrationRun run) throws InterruptedException {
        var statements = new Statements(run.progress(), run.watch());
        try {
            Flyway flyway = configure(run).callbacks(statements).load();
            List<String> wrong = contradictions(flyway);
            if (!wrong.isEmpty()) {
                return new StepResult.Failed("history-differs", String.join("; ", wrong), facts(run, statements));
            }
            return succeeded(flyway.migrate(), run, statements);
        } catch (FlywayException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the migration was interrupted");
            }
            return new StepResult.Failed("migration-failed", reason(e, statements), facts(run, statements));
        }
    }

    static FluentConfiguration configure(MigrationRun run) {
        var source = new PGSimpleDataSource();
        source.setUrl(run.server().jdbcUrl(run.database()));
        source.setUser(run.server().database().adminUser());
        source.setPassword(run.server().password());
        source.setApplicationName(run.server().applicationName());
        return Flyway.configure()
                .dataSource(source)
                .locations("filesystem:" + run.set().directory())
                .initSql(run.initSql())
                // A database that has lived without Flyway: everything in the set is new to it.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateOnMigrate(true)
                .cleanDisabled(true)
                .createSchemas(false)
                // Flyway's own lock transaction would make CREATE INDEX CONCURRENTLY wait for ever.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
    }

    /** Where files and history do not fit together, with the mend. */
    private static List<String> contradictions(Flyway flyway) {
        var result = new FluentConfiguration()
                .configuration(flyway.getConfiguration())
                .ignoreMigrationPatterns("*:pending")
                .load()
                .validateWithResult();
        List<String> wrong = new ArrayList<>();
        for (ValidateOutput each : result.invalidMigrations) {
            String name = each.version == null || each.version.isEmpty()
                    ? "the repeatable migration '" + each.description + "'"
                    : "version " + each.version + " (" + each.description + ")";
            ErrorCode code = each.errorDetails.errorCode;
            wrong.add(name + " " + words(code));
        }
        return wrong;
    }

    private static String words(ErrorCode code) {
        return switch (code) {
            case CoreErrorCode.CHECKSUM_MISMATCH ->
                "was changed after it ran on this database: give the file its old text back; or, where the change alters"
                        + " nothing, put a step of kind 'reconcile' with action 'repair' before";
            case CoreErrorCode.RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED,
                    CoreErrorCode.RESOLVED_REPEATABLE_MIGRATION_NOT_APPLIED ->
                "is older than what this database has and never ran on it: give it a version above the newest";
            case CoreErrorCode.APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED,
                    CoreErrorCode.APPLIED_REPEATABLE_MIGRATION_NOT_RESOLVED ->
                "ran on this database and is not among the files: put it back, or put a step of kind 'reconcile' with"
                        + " action 'repair' before";
            case CoreErrorCode.FAILED_VERSIONED_MIGRATION, CoreErrorCode.FAILED_REPEATABLE_MIGRATION ->
                "has failed on this database: take its traces away, then put a step of kind 'reconcile' with action"
                        + " 'repair' before";
            default -> "does not fit Flyway's history of this database (" + code + ")";
        };
    }

    private static StepResult succeeded(MigrateResult result, MigrationRun run, Statements statements) {
        List<Fact> facts = new ArrayList<>(facts(run, statements));
        facts.add(Fact.number("migrations-run", result.migrationsExecuted, "migrations"));
        for (MigrateOutput migration : result.migrations) {
            facts.add(Fact.number("V" + migration.version, migration.executionTime, "ms"));
        }
        return new StepResult.Succeeded(facts);
    }

    private static List<Fact> facts(MigrationRun run, Statements statements) {
        return List.of(
                Fact.text("migrations-sha256", run.set().hash()),
                Fact.number("statements-run", statements.count(), "statements"));
    }

    private static String reason(FlywayException e, Statements statements) {
        Throwable cause = e;
        for (int i = 0; i < CAUSES && cause != null; i++) {
            if (cause instanceof SQLException sql) {
                return statements.place() + Sql.reason(sql);
            }
            cause = cause.getCause();
        }
        return words(e, statements.place());
    }

    /** Flyway's own complaint: a checksum, a name, an order. It quotes no statement. */
    static String words(FlywayException e, String place) {
        String message = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
        return message.contains("SQL State") ? place + "the server refused a statement" : message;
    }
}
