package io.tidegate.dbagent.swap;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.access.ModifiedRows;
import io.tidegate.dbagent.database.Sessions;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Renames the target away and the safety copy into its place, and gives it its manifest back, in one transaction: either
 * all of it is so, or nothing. Which of the two it is, the names tell, also after a crash.
 */
public final class SwapBack implements StepKind {
    private static final Duration TO_END = Duration.ofSeconds(15);

    private final TargetServer server;
    private final Path home;

    public SwapBack(TargetServer server, Path home) {
        this.server = server;
        this.home = home;
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        WindowRecords records = WindowRecords.of(home, request.window());
        Optional<SafetyCopyRecord> found = SafetyCopyRecord.read(records).filter(SafetyCopyRecord::isWhole);
        if (found.isEmpty()) {
            return failed("no-safety-copy", "this window has no whole safety copy: restore the backup instead");
        }
        SafetyCopyRecord record = found.get();
        CopyNames names = CopyNames.of(server.name(), request.window());
        List<Fact> facts = new ArrayList<>();
        try (Connection connection = server.maintenance()) {
            boolean copy = ManifestReader.exists(connection, record.copy());
            boolean target = ManifestReader.exists(connection, server.name());
            boolean failed = ManifestReader.exists(connection, names.failed());
            if (copy && target && !failed) {
                Optional<StepResult> refused = swap(connection, records, record, names, facts, progress);
                if (refused.isPresent()) {
                    return refused.get();
                }
            } else if (!copy && target && failed) {
                facts.add(Fact.text("swap", "was done by an interrupted run"));
            } else {
                return failed(
                        "unclear",
                        "of the databases " + server.name() + ", " + record.copy() + " and " + names.failed()
                                + " not those are there that should be: a person has to look");
            }
            facts.add(Fact.text("failed-database", names.failed()));
            return compared(connection, record, facts);
        }
    }

    private Optional<StepResult> swap(
            Connection connection,
            WindowRecords records,
            SafetyCopyRecord record,
            CopyNames names,
            List<Fact> facts,
            StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        List<String> obstacles = Obstacles.toRenaming(connection, server.name());
        if (!obstacles.isEmpty()) {
            return Optional.of(failed("cannot-rename", String.join("; ", obstacles)));
        }
        lostRows(records, facts);
        progress.doing(null, "closing the failed database");
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "ALTER DATABASE " + Sql.identifier(statement, server.name()) + " ALLOW_CONNECTIONS false");
        }
        Sessions sessions = new Sessions(connection, server.name());
        if (!sessions.endAll(TO_END)) {
            return Optional.of(
                    failed("not-closed", "sessions on the database do not end: " + String.join(", ", sessions.who())));
        }
        progress.doing(null, "renaming");
        long started = System.nanoTime();
        rename(connection, record, names);
        facts.add(Fact.number(
                "swap-time", Duration.ofNanos(System.nanoTime() - started).toMillis(), "ms"));
        return Optional.empty();
    }

    /** What users have written since the reopening stays behind; whoever reads the report must know how much. */
    private void lostRows(WindowRecords records, List<Fact> facts) throws SQLException, IOException {
        var rows = ModifiedRows.sinceReopening(server, records);
        if (rows.isPresent()) {
            facts.add(Fact.number("row-changes-left-behind", rows.getAsLong(), "rows"));
        }
    }

    private void rename(Connection connection, SafetyCopyRecord record, CopyNames names) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            String target = Sql.identifier(statement, server.name());
            statement.execute("ALTER DATABASE " + target + " RENAME TO " + Sql.identifier(statement, names.failed()));
            statement.execute("ALTER DATABASE " + Sql.identifier(statement, record.copy()) + " RENAME TO " + target);
            ManifestReplay.run(connection, server.name(), record.manifest());
            // Still closed by its connection limit of 0, which the reopening lifts.
            statement.execute("ALTER DATABASE " + target + " ALLOW_CONNECTIONS true");
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private StepResult compared(Connection connection, SafetyCopyRecord record, List<Fact> facts) throws SQLException {
        List<String> differences = record.manifest().differences(ManifestReader.read(connection, server.name()));
        if (differences.isEmpty()) {
            facts.add(Fact.text("manifest", "owner, privileges, comment, labels and settings are as before"));
            return new StepResult.Succeeded(facts);
        }
        return new StepResult.Failed(
                "manifest-differs",
                "the database is back, but not as it was in: " + String.join(", ", differences)
                        + ". Mend it before it is opened",
                facts);
    }

    private static StepResult failed(String code, String reason) {
        return new StepResult.Failed(code, reason, List.of());
    }
}
