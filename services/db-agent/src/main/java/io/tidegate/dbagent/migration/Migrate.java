package io.tidegate.dbagent.migration;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.MigrationSetHash;
import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * Runs a migration set that the agent's configuration names and pins. Found half done, Flyway's own history says what
 * was done: what was rolled back is done again, what was done is not.
 */
public final class Migrate implements StepKind {
    private final TargetServer server;
    private final AgentConfig config;
    private final Clock clock;

    public Migrate(TargetServer server, AgentConfig config, Clock clock) {
        this.server = server;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        var work = (Work.Migrate) request.work();
        if (!work.driver().equals("flyway")) {
            return failed("no-such-driver", "this agent has no driver '" + work.driver() + "'; it has flyway");
        }
        AgentConfig.MigrationSet set = config.migrations().get(work.migrations());
        if (set == null) {
            return failed(
                    "no-such-migrations",
                    "the agent's configuration has no migrations '" + work.migrations() + "'; it has "
                            + config.migrations().keySet());
        }
        String hash = MigrationSetHash.of(set.directory());
        if (set.sha256() != null && !set.sha256().equals(hash)) {
            return failed(
                    "migrations-changed",
                    "the files of '" + work.migrations() + "' are not those that the agent's configuration pins");
        }
        MigrationMark.set(WindowRecords.of(config.home(), request.window()), clock.instant());
        return new FlywayRun(server, set.directory(), owner(), hash, progress).run();
    }

    /** What the migration makes shall belong to whom the database belongs. */
    private String owner() throws SQLException {
        try (Connection connection = server.target();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()
                        """)) {
            row.next();
            return Sql.identifier(statement, row.getString(1));
        }
    }

    private static StepResult failed(String code, String reason) {
        return new StepResult.Failed(code, reason, List.of());
    }
}
