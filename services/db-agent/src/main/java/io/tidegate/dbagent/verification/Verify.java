package io.tidegate.dbagent.verification;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.backup.BackupManifest;
import io.tidegate.dbagent.backup.Content;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.Privilege;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares the migrated database with what the plan expects, and says everything that is not so. Leaves no row. */
public final class Verify implements StepKind {
    private final TargetServer server;
    private final Path home;
    private final Map<String, AgentConfig.Query> queries;

    public Verify(TargetServer server, AgentConfig config) {
        this.server = server;
        this.home = config.home();
        this.queries = config.queries();
    }

    @Override
    public Set<Privilege> needs(Work work) {
        return Set.of(Privilege.OWNER, Privilege.READ);
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        var work = (Work.Verify) request.work();
        Optional<Content> before =
                BackupManifest.read(WindowRecords.of(home, request.window())).map(BackupManifest::content);
        List<String> unmet;
        try (Connection connection = server.target()) {
            unmet = Verification.unmet(connection, work, before, queries, progress);
            if (unmet.isEmpty()) {
                analyze(connection, work.analyze(), progress);
            }
        }
        List<Fact> facts = List.of(
                Fact.number("expectations", Verification.size(work), "checked"),
                Fact.number("unmet", unmet.size(), "found"));
        return unmet.isEmpty()
                ? new StepResult.Succeeded(facts)
                : new StepResult.Failed("unmet", String.join("; ", unmet), facts);
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
