package io.tidegate.dbagent;

import io.tidegate.dbagent.access.Drain;
import io.tidegate.dbagent.access.Reopen;
import io.tidegate.dbagent.backup.Backup;
import io.tidegate.dbagent.backup.Offsite;
import io.tidegate.dbagent.backup.TestRestore;
import io.tidegate.dbagent.check.HttpCheck;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.AgentRole;
import io.tidegate.dbagent.database.Permitted;
import io.tidegate.dbagent.database.PostgresPrograms;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.gate.MoveGate;
import io.tidegate.dbagent.hook.RunHook;
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

    public static StepKinds of(AgentConfig config, TargetServer server, Programs programs, Clock clock) {
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
                        new CompareStatements(server, home)),
                new AgentRole(server));
    }
}
