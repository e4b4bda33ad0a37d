package io.tidegate.dbagent.step;

import io.tidegate.contracts.plan.Work;

/** One step kind for every kind of work; the compiler says when one is missing. */
public record KindsOfWork(
        StepKind preflight,
        StepKind rehearse,
        StepKind drain,
        StepKind backup,
        StepKind testRestore,
        StepKind safetyCopy,
        StepKind migrate,
        StepKind verify,
        StepKind swapBack,
        StepKind reopen,
        StepKind command,
        StepKind http,
        StepKind populate,
        StepKind reconcile,
        StepKind gate,
        StepKind offsite,
        StepKind restoreBackup,
        StepKind undo,
        StepKind compareStatements,
        StepKind thresholds)
        implements StepKinds {

    @Override
    public StepKind of(Work work) {
        return switch (work) {
            case Work.Preflight it -> preflight;
            case Work.Rehearse it -> rehearse;
            case Work.Drain it -> drain;
            case Work.Backup it -> backup;
            case Work.TestRestore it -> testRestore;
            case Work.SafetyCopy it -> safetyCopy;
            case Work.Migrate it -> migrate;
            case Work.Verify it -> verify;
            case Work.SwapBack it -> swapBack;
            case Work.Reopen it -> reopen;
            case Work.Command it -> command;
            case Work.Http it -> http;
            case Work.Populate it -> populate;
            case Work.Reconcile it -> reconcile;
            case Work.CloseGate it -> gate;
            case Work.OpenGate it -> gate;
            case Work.Offsite it -> offsite;
            case Work.RestoreBackup it -> restoreBackup;
            case Work.Undo it -> undo;
            case Work.CompareStatements it -> compareStatements;
            case Work.Manual it -> throw new IllegalArgumentException("a person does it, and no agent");
            case Work.Thresholds it -> thresholds;
        };
    }
}
