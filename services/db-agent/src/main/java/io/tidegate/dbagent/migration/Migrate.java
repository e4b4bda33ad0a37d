package io.tidegate.dbagent.migration;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

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
        return switch (MigrationSets.find(config, work.migrations())) {
            case MigrationSets.Found.Not(String code, String reason) -> failed(code, reason);
            case MigrationSets.Found.Set(var directory, String hash) -> {
                WindowRecords records = WindowRecords.of(config.home(), request.window());
                Optional<RehearsedStatements> rehearsed = RehearsedStatements.read(records);
                if (rehearsed.isPresent() && !rehearsed.get().migrations().equals(hash)) {
                    yield failed(
                            "rehearsal-void",
                            "the files of '" + work.migrations()
                                    + "' have changed since they were rehearsed in this window: rehearse them again");
                }
                MigrationMark.set(records, clock.instant());
                var pace = new Pace(rehearsed, progress);
                StepResult result = new FlywayRun(
                                server, server.name(), directory, MigrationSets.owner(server), hash, progress, pace)
                        .run();
                yield pace.addTo(result);
            }
        };
    }

    private static StepResult failed(String code, String reason) {
        return new StepResult.Failed(code, reason, List.of());
    }
}
