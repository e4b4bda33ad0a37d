package io.tidegate.dbagent.migration;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.Privilege;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import io.tidegate.dbagent.workload.Counters;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a migration set that the agent's configuration names and pins. Found half done, the driver says what was done:
 * what was rolled back is done again, what was done is not. Indexes that an earlier run has left invalid are dropped
 * first.
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
    public Set<Privilege> needs(Work work) {
        return Set.of(Privilege.OWNER);
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        Work.Migrate work = work(request);
        Optional<MigrationDriver> driver = MigrationDriver.named(work.driver());
        if (driver.isEmpty()) {
            return MigrationDriver.unknown(work.driver());
        }
        return switch (MigrationSets.find(config, work.migrations())) {
            case MigrationSets.Found.Not(String code, String reason) -> failed(code, reason);
            case MigrationSets.Found.Set set -> migrate(request, driver.get(), set, progress);
        };
    }

    private StepResult migrate(
            StepRequest request, MigrationDriver driver, MigrationSets.Found.Set set, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        WindowRecords records = WindowRecords.of(config.home(), request.window());
        Optional<RehearsedStatements> rehearsed = RehearsedStatements.read(records);
        Optional<String> unfit =
                rehearsed.flatMap(before -> before.voidReason(set, work(request).driver(), config.hash()));
        if (unfit.isPresent()) {
            return failed("rehearsal-void", unfit.get());
        }
        InvalidIndexes.heal(server, records, progress);
        Counters.keep(server, records);
        MigrationMark.set(records, clock.instant());
        double factor = Objects.requireNonNullElse(work(request).warnFactor(), SlowStatements.DEFAULT_FACTOR);
        var pace = new Pace(rehearsed, progress, factor);
        try (var sampler = StatementSampler.on(server, server.name(), progress, pace)) {
            pace.alsoSeenBy(sampler::locks);
            var run = new MigrationRun(
                    server,
                    server.name(),
                    MigrationSets.owner(server),
                    set,
                    UnitLog.in(records, set.name()),
                    progress,
                    sampler);
            return pace.addTo(driver.run(run));
        }
    }

    private static Work.Migrate work(StepRequest request) {
        return (Work.Migrate) request.work();
    }

    private static StepResult failed(String code, String reason) {
        return new StepResult.Failed(code, reason, List.of());
    }
}
