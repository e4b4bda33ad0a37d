package io.tidegate.dbagent.verification;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.backup.BackupManifest;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the migrated database with what the plan expects, and says everything that is not so. Leaves no row. */
public final class Verify implements StepKind {
    private static final int PERCENT = 100;

    private final TargetServer server;
    private final Path home;

    public Verify(TargetServer server, Path home) {
        this.server = server;
        this.home = home;
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        var work = (Work.Verify) request.work();
        Optional<BackupManifest> backup = BackupManifest.read(WindowRecords.of(home, request.window()));
        Map<String, Expectation> expectations = expectations(work, backup);
        List<String> unmet = new ArrayList<>();
        try (Connection connection = server.target()) {
            connection.setAutoCommit(false);
            int done = 0;
            for (Map.Entry<String, Expectation> expectation : expectations.entrySet()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("the verification was interrupted");
                }
                progress.doing(PERCENT * done++ / expectations.size(), expectation.getKey());
                unmet.addAll(meet(connection, expectation.getValue()));
            }
            connection.rollback();
            connection.setAutoCommit(true);
            if (unmet.isEmpty()) {
                analyze(connection, work.analyze(), progress);
            }
        }
        List<Fact> facts = List.of(
                Fact.number("expectations", expectations.size(), "checked"),
                Fact.number("unmet", unmet.size(), "found"));
        return unmet.isEmpty()
                ? new StepResult.Succeeded(facts)
                : new StepResult.Failed("unmet", String.join("; ", unmet), facts);
    }

    private static Map<String, Expectation> expectations(Work.Verify work, Optional<BackupManifest> backup) {
        Map<String, Expectation> all = new LinkedHashMap<>();
        work.columns()
                .forEach(each -> all.put(
                        "column " + each.table() + "." + each.column(),
                        connection -> Structure.column(connection, each)));
        work.constraints()
                .forEach(each ->
                        all.put("constraint " + each.name(), connection -> Structure.constraint(connection, each)));
        work.indexes()
                .forEach(each -> all.put("index " + each.name(), connection -> Structure.index(connection, each)));
        work.counts()
                .forEach(
                        each -> all.put("rows of " + each.table(), connection -> Rows.count(connection, each, backup)));
        work.filled()
                .forEach(each -> all.put(
                        "values of " + each.table() + "." + each.column(),
                        connection -> Rows.filled(connection, each)));
        work.rejects()
                .forEach(each -> all.put(
                        "a bad row for " + each.table() + " " + each.row(),
                        connection -> Rejection.check(connection, each)));
        return all;
    }

    /** A table that is not there makes a check fail as a statement; the others go on. */
    private static List<String> meet(Connection connection, Expectation expectation) throws SQLException {
        var before = connection.setSavepoint();
        List<String> unmet;
        try {
            unmet = expectation.unmet(connection);
        } catch (SQLException e) {
            unmet = List.of(Sql.reason(e));
        }
        // Fails, and with it the step, when the connection is what was wrong.
        connection.rollback(before);
        return unmet;
    }

    private static void analyze(Connection connection, List<String> tables, StepProgress progress) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (String table : tables) {
                progress.doing(null, "analysing " + table);
                statement.execute("ANALYZE " + Sql.Table.of(table).quoted(statement));
            }
        }
    }
}
