package io.tidegate.dbagent.d1;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.program.Programs;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** A step kind of a D1 target: gives each run what it works with, and makes a failed step of what stops it. */
public final class D1Step implements StepKind {
    private final AgentConfig config;
    private final AgentConfig.D1 d1;
    private final Programs programs;
    private final Clock clock;
    private final D1Kind kind;

    private D1Step(AgentConfig config, AgentConfig.D1 d1, Programs programs, Clock clock, D1Kind kind) {
        this.config = config;
        this.d1 = d1;
        this.programs = programs;
        this.clock = clock;
        this.kind = kind;
    }

    /** The step kinds of one target. */
    public record Of(AgentConfig config, AgentConfig.D1 d1, Programs programs, Clock clock) {
        public StepKind preflight() {
            return step(new Preflight());
        }

        public StepKind rehearse() {
            return step(new Rehearse());
        }

        public StepKind backup() {
            return step(new Backup());
        }

        public StepKind testRestore() {
            return step(new TestRestore());
        }

        public StepKind migrate() {
            return step(new Migrate());
        }

        public StepKind reconcile() {
            return step(new Reconcile());
        }

        public StepKind verify() {
            return step(new Verify());
        }

        public StepKind restoreBackup() {
            return step(new RestoreBackup());
        }

        private StepKind step(D1Kind kind) {
            return new D1Step(config, d1, programs, clock, kind);
        }
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress) throws IOException, InterruptedException {
        WindowRecords records = WindowRecords.of(config.home(), request.window());
        try {
            return kind.run(new D1Run(config, d1, programs, clock, request, records, progress));
        } catch (D1Exception e) {
            return new StepResult.Failed(e.code(), String.valueOf(e.getMessage()), List.of());
        }
    }
}
