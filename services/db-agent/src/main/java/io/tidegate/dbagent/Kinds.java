package io.tidegate.dbagent;

import io.tidegate.dbagent.access.Drain;
import io.tidegate.dbagent.access.Reopen;
import io.tidegate.dbagent.backup.Backup;
import io.tidegate.dbagent.backup.Offsite;
import io.tidegate.dbagent.backup.TestRestore;
import io.tidegate.dbagent.check.HttpCheck;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.d1.D1Step;
import io.tidegate.dbagent.d1.NotOnD1;
import io.tidegate.dbagent.database.AgentRole;
import io.tidegate.dbagent.database.Permitted;
import io.tidegate.dbagent.database.PostgresPrograms;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.gate.MoveGate;
import io.tidegate.dbagent.hook.RunHook;
import io.tidegate.dbagent.metrics.Thresholds;
import io.tidegate.dbagent.migration.Migrate;
import io.tidegate.dbagent.migration.Reconcile;
import io.tidegate.dbagent.migration.RunScripts;
import io.tidegate.dbagent.preflight.Preflight;
import io.tidegate.dbagent.program.Programs;
import io.tidegate.dbagent.rehearsal.Rehearse;
import io.tidegate.dbagent.step.KindsOfWork;
import io.tidegate.dbagent.step.StepKinds;
import io.tidegate.dbagent.swap.RestoreBackup;
import io.tidegate.dbagent.swap.SafetyCopy;
import io.tidegate.dbagent.swap.SwapBack;
import io.tidegate.dbagent.verification.Verify;
import io.tidegate.dbagent.workload.CompareStatements;
import java.nio.file.Path;
import java.time.Clock;

/** Every step kind of an agent, beside its target. */
public final class Kinds {
    private Kinds() {}

    public static StepKinds of(AgentConfig config, Programs programs, Clock clock) {
        return switch (config.database()) {
            case AgentConfig.Postgres postgres ->
                onPostgres(config, new TargetServer(postgres, config.target()), programs, clock);
            case AgentConfig.D1 d1 -> onD1(config, d1, programs, clock);
        };
    }

    private static StepKinds onPostgres(AgentConfig config, TargetServer server, Programs programs, Clock clock) {
        Path home = config.home();
        var postgres = new PostgresPrograms(programs, server, config);
        return new Permitted(
                new KindsOfWork(
                        new Preflight(server, config, programs),
                        new Rehearse(server, config, postgres, clock),
                        new Drain(server, home, clock),
                        new Backup(server, postgres, config, clock),
                        new TestRestore(server, postgres, home, clock),
                        new SafetyCopy(server, home, clock),
                        new Migrate(server, config, clock),
                        new Verify(server, config),
                        new SwapBack(server, home, clock),
                        new Reopen(server, home, clock),
                        new RunHook(config, programs, clock),
                        new HttpCheck(config, clock),
                        RunScripts.populating(server, config),
                        new Reconcile(server, config),
                        new MoveGate(server, config, programs, clock),
                        new Offsite(config, clock),
                        new RestoreBackup(server, postgres, config, clock),
                        RunScripts.undoing(server, config),
                        new CompareStatements(server, home),
                        new Thresholds(config, server, clock)),
                new AgentRole(server));
    }

    private static StepKinds onD1(AgentConfig config, AgentConfig.D1 d1, Programs programs, Clock clock) {
        var kinds = new D1Step.Of(config, d1, programs, clock);
        return new KindsOfWork(
                kinds.preflight(),
                kinds.rehearse(),
                new NotOnD1("drain"),
                kinds.backup(),
                kinds.testRestore(),
                new NotOnD1("safety-copy"),
                kinds.migrate(),
                kinds.verify(),
                new NotOnD1("swap-back"),
                new NotOnD1("reopen"),
                new RunHook(config, programs, clock),
                new HttpCheck(config, clock),
                new NotOnD1("populate"),
                kinds.reconcile(),
                new MoveGate(null, config, programs, clock),
                new Offsite(config, clock),
                kinds.restoreBackup(),
                new NotOnD1("undo"),
                new NotOnD1("compare-statements"),
                new Thresholds(config, null, clock));
    }
}
