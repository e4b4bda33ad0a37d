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
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Runs a set of SQL files that is no migration of its own: data after it, or the way back from it. Once in a window. */
public final class RunScripts implements StepKind {
    private final TargetServer server;
    private final AgentConfig config;
    private final Function<Work, String> scripts;
    private final String purpose;
    private final boolean rehearsable;

    private RunScripts(
            TargetServer server,
            AgentConfig config,
            String purpose,
            boolean rehearsable,
            Function<Work, String> scripts) {
        this.server = server;
        this.config = config;
        this.purpose = purpose;
        this.rehearsable = rehearsable;
        this.scripts = scripts;
    }

    /** Of {@link Work.Populate}. */
    public static RunScripts populating(TargetServer server, AgentConfig config) {
        return new RunScripts(server, config, "populate", true, work -> ((Work.Populate) work).scripts());
    }

    /** Of {@link Work.Undo}. */
    public static RunScripts undoing(TargetServer server, AgentConfig config) {
        return new RunScripts(server, config, "undo", false, work -> ((Work.Undo) work).scripts());
    }

    @Override
    public Set<Privilege> needs(Work work) {
        return Set.of(Privilege.OWNER);
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        return switch (MigrationSets.find(config, scripts.apply(request.work()))) {
            case MigrationSets.Found.Not(String code, String reason) -> new StepResult.Failed(code, reason, List.of());
            case MigrationSets.Found.Set set -> run(request, set, progress);
        };
    }

    private StepResult run(StepRequest request, MigrationSets.Found.Set set, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        WindowRecords records = WindowRecords.of(config.home(), request.window());
        Optional<RehearsedStatements> rehearsed = rehearsable ? RehearsedStatements.read(records) : Optional.empty();
        Optional<String> unfit = rehearsed.flatMap(before -> before.voidReason(set, config.hash()));
        if (unfit.isPresent()) {
            return new StepResult.Failed("rehearsal-void", unfit.get(), List.of());
        }
        var pace = new Pace(rehearsed, progress, SlowStatements.DEFAULT_FACTOR);
        try (var sampler = StatementSampler.on(server, server.name(), progress, pace)) {
            pace.alsoSeenBy(sampler::locks);
            var run = new MigrationRun(
                    server,
                    server.name(),
                    MigrationSets.owner(server),
                    set,
                    UnitLog.in(records, purpose + "-" + set.name()),
                    progress,
                    sampler);
            return pace.addTo(new SqlDriver().run(run));
        }
    }
}
