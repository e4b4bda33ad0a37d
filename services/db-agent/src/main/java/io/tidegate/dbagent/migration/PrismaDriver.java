package io.tidegate.dbagent.migration;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.migration.PrismaHistory.Entry;
import io.tidegate.dbagent.migration.PrismaMigrations.Migration;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Applies {@code prisma/migrations} as {@code prisma migrate deploy} does, and keeps its record as it does, so that
 * Prisma's own tools agree afterwards; neither Node nor Prisma's engine is needed. One thing more: a migration that an
 * interrupted run has begun is marked rolled back, or finished, where the server knows which of them is true.
 */
final class PrismaDriver implements MigrationDriver {

    @Override
    public StepResult run(MigrationRun run) throws SQLException, IOException, InterruptedException {
        PrismaMigrations migrations;
        try {
            migrations = PrismaMigrations.read(run.set().directory());
        } catch (NoSuchFileException e) {
            return failed("no-script", e.getFile() + " is missing: every migration's directory has one", List.of());
        }
        if (migrations.isForAnotherDatabase()) {
            return failed(
                    "other-database",
                    "migration_lock.toml says that these migrations are for "
                            + migrations.provider().orElseThrow() + ", and this database is PostgreSQL",
                    List.of());
        }
        try (Connection connection = run.connect()) {
            var history = new PrismaHistory(connection);
            if (!history.lock()) {
                return failed(
                        "locked",
                        "another migration with Prisma is under way: its lock was not free for ten seconds",
                        List.of());
            }
            if (!history.isThere()) {
                if (!history.isSchemaEmpty()) {
                    return failed(
                            "not-baselined",
                            "the database has tables and no record of Prisma's: say with steps of kind 'reconcile',"
                                    + " action 'applied', which migrations it has already",
                            List.of());
                }
                history.create();
            }
            settle(run, connection, history);
            Optional<Entry> failed = PrismaHistory.failedEntry(history.entries());
            if (failed.isPresent()) {
                return failed(
                        "failed-before",
                        "the migration " + failed.get().name()
                                + " has failed before and is not resolved: take its traces away and say so with a step"
                                + " of kind 'reconcile', action 'rolled-back', or finish it and say 'applied'",
                        List.of());
            }
            return apply(run, connection, history, migrations);
        }
    }

    /** What an interrupted run of this window has left open, where it can be known. */
    private static void settle(MigrationRun run, Connection connection, PrismaHistory history)
            throws SQLException, IOException {
        Optional<Unit> last = run.units().last().filter(unit -> !unit.done());
        Optional<Entry> open = PrismaHistory.failedEntry(history.entries());
        if (last.isEmpty()
                || open.isEmpty()
                || open.get().logs() != null
                || !open.get().name().equals(last.get().file())) {
            return;
        }
        switch (last.get().fate(connection)) {
            case DONE -> history.finished(open.get().id());
            case UNDONE -> history.rolledBack(open.get().id());
            // Stays failed: a person has to look.
            case UNDER_WAY, UNKNOWN -> {}
        }
    }

    private static StepResult apply(
            MigrationRun run, Connection connection, PrismaHistory history, PrismaMigrations migrations)
            throws SQLException, IOException, InterruptedException {
        List<Entry> entries =
                history.entries().stream().filter(entry -> !entry.rolledBack()).toList();
        List<Fact> facts = new ArrayList<>(differences(entries, migrations));
        var scriptRun = new ScriptRun(connection, run);
        int applied = 0;
        for (Migration migration : migrations.all()) {
            if (entries.stream().anyMatch(entry -> entry.name().equals(migration.name()))) {
                continue;
            }
            long begun = System.nanoTime();
            String id = history.started(migration.name(), migration.script());
            try {
                scriptRun.asOneText(Script.of(migration.name(), migration.script()));
            } catch (SQLException e) {
                String reason = scriptRun.reason(e);
                recordFailure(history, id, migration, e);
                facts.addAll(facts(run, scriptRun, applied));
                return failed("migration-failed", reason, facts);
            } catch (Script.UnreadableScriptException e) {
                history.failed(id, String.valueOf(e.getMessage()));
                return failed("unreadable", String.valueOf(e.getMessage()), facts);
            }
            history.finished(id);
            applied++;
            facts.add(Fact.number(migration.name(), (System.nanoTime() - begun) / 1_000_000, "ms"));
        }
        facts.addAll(facts(run, scriptRun, applied));
        return new StepResult.Succeeded(facts);
    }

    /** For people who look with Prisma's tools; the record stays on the target. */
    private static void recordFailure(PrismaHistory history, String id, Migration migration, SQLException failure) {
        try {
            history.failed(
                    id,
                    "A migration failed to apply.\n\nMigration name: " + migration.name() + "\n\nDatabase error code: "
                            + failure.getSQLState() + "\n\nDatabase error:\n" + Sql.reason(failure));
        } catch (SQLException e) {
            // The connection is gone; the entry stays open, which says the same.
            failure.addSuppressed(e);
        }
    }

    /** As Prisma's status says it; neither stops a deployment there. */
    private static List<Fact> differences(List<Entry> entries, PrismaMigrations migrations) {
        List<Fact> facts = new ArrayList<>();
        for (Entry entry : entries) {
            Optional<Migration> file = migrations.named(entry.name());
            if (file.isEmpty()) {
                facts.add(Fact.text("not-among-the-files", entry.name()));
            } else if (!PrismaHistory.isOf(entry, file.get().script())) {
                facts.add(Fact.text("edited-since-applied", entry.name()));
            }
        }
        return facts;
    }

    private static List<Fact> facts(MigrationRun run, ScriptRun scriptRun, int applied) {
        return List.of(
                Fact.text("migrations-sha256", run.set().hash()),
                Fact.number("migrations-run", applied, "migrations"),
                Fact.number("statements-run", scriptRun.count(), "statements"));
    }

    private static StepResult failed(String code, String reason, List<Fact> facts) {
        return new StepResult.Failed(code, reason, facts);
    }
}
