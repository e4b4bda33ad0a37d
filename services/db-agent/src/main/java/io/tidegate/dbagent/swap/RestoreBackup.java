package io.tidegate.dbagent.swap;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.backup.BackupAtHand;
import io.tidegate.dbagent.backup.RestoredCopy;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.PostgresPrograms;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.manifest.DatabaseManifest;
import io.tidegate.dbagent.manifest.ManifestReader;
import io.tidegate.dbagent.manifest.ManifestRecord;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.Privilege;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Restores this window's backup beside the target, compares it row for row with what was dumped, and only then puts it
 * in the target's place. Until that moment the target is as it was. Where the plan names a store, a backup that is gone
 * or damaged here is fetched from there first. Found half done, it begins anew; whether the exchange was done, the names
 * tell.
 */
public final class RestoreBackup implements StepKind {
    private static final String PURPOSE = "rollback";

    private final TargetServer server;
    private final PostgresPrograms programs;
    private final AgentConfig config;
    private final Clock clock;

    public RestoreBackup(TargetServer server, PostgresPrograms programs, AgentConfig config, Clock clock) {
        this.server = server;
        this.programs = programs;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Set<Privilege> needs(Work work) {
        return Set.of(
                Privilege.OWNER,
                Privilege.CREATE_DATABASES,
                Privilege.SETTINGS,
                Privilege.MONITOR,
                Privilege.SIGNAL,
                Privilege.CHECKPOINT);
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        WindowRecords records = WindowRecords.of(config.home(), request.window());
        String aside = CopyNames.of(server.name(), request.window()).replaced();
        var restored = new RestoredCopy(server, programs, records, request.window(), PURPOSE);
        List<Fact> facts = new ArrayList<>();
        try (Connection connection = server.maintenance()) {
            boolean target = ManifestReader.exists(connection, server.name());
            boolean done = target && ManifestReader.exists(connection, aside);
            if (!target) {
                return failed("unclear", "there is no database " + server.name() + ": a person has to look");
            }
            if (!done) {
                Optional<StepResult> refused = missing(request, records, facts, progress);
                if (refused.isPresent()) {
                    return refused.get();
                }
            }
            Optional<DatabaseManifest> manifest = ManifestRecord.read(records);
            if (manifest.isEmpty()) {
                return failed(
                        "no-backup", "this window has no whole backup to restore: restore an earlier one by hand");
            }
            var exchange = new Exchange(server, manifest.get(), restored.name(), aside);
            if (done) {
                facts.add(Fact.text("restore", "was done by an interrupted run"));
            } else {
                Optional<StepResult> refused = replace(request, connection, restored, exchange, facts, progress);
                if (refused.isPresent()) {
                    return refused.get();
                }
            }
            facts.add(Fact.text("replaced-database", aside));
            facts.add(LeftDatabases.note(
                    connection, records, aside, clock.instant(), ((Work.RestoreBackup) request.work()).keep()));
            return exchange.compared(connection, facts);
        }
    }

    /** What is to be said to a person before anything is done, and why there is nothing to restore. */
    private Optional<StepResult> missing(
            StepRequest request, WindowRecords records, List<Fact> facts, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        Optional<StepResult> loss = LeftBehind.refusal(server, records, request, facts);
        String store = ((Work.RestoreBackup) request.work()).store();
        return loss.isPresent() || store == null
                ? loss
                : new BackupAtHand(config).fetchedFrom(store, request.window(), records, facts, progress);
    }

    private Optional<StepResult> replace(
            StepRequest request,
            Connection connection,
            RestoredCopy restored,
            Exchange exchange,
            List<Fact> facts,
            StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        int jobs = ((Work.RestoreBackup) request.work()).jobs();
        Duration left = Duration.between(clock.instant(), request.deadline());
        StepResult made = restored.make(jobs, left, progress);
        if (made instanceof StepResult.Failed) {
            restored.drop();
            return Optional.of(made);
        }
        facts.addAll(made.evidence());
        try (var statement = connection.createStatement()) {
            // The restore did not wait for its commits; from here on they must last.
            statement.execute("CHECKPOINT");
        }
        return exchange.run(connection, facts, progress);
    }

    private static StepResult failed(String code, String reason) {
        return new StepResult.Failed(code, reason, List.of());
    }
}
