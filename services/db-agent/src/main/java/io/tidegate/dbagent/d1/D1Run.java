package io.tidegate.dbagent.d1;

import io.tidegate.dbagent.backup.WindowBackup;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.program.Programs;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** One run of a step on a D1 database, and what it works with. */
record D1Run(
        AgentConfig config,
        AgentConfig.D1 d1,
        Programs programs,
        Clock clock,
        StepRequest request,
        WindowRecords records,
        StepProgress progress) {

    /** On the target. */
    Wrangler wrangler() {
        return wrangler(d1);
    }

    /** On another database, such as a copy. */
    Wrangler wrangler(AgentConfig.D1 other) {
        return new Wrangler(other, programs, records.path("wrangler"), this::left);
    }

    /** The target as a place that answers. */
    D1Database database() throws D1Exception {
        return switch (d1.place()) {
            case AgentConfig.D1.Local local -> SqliteFile.of(d1, local);
            case AgentConfig.D1.Remote remote -> new RemoteDatabase(wrangler());
        };
    }

    WindowBackup backup() {
        return new WindowBackup(config, records, request.window(), clock);
    }

    /** @param purpose one word; a window has at most one copy for each */
    Copy copy(String purpose) {
        Path directory = records.path("d1-" + purpose);
        return new Copy(d1, this, directory);
    }

    Duration left() {
        return Duration.between(clock.instant(), request.deadline());
    }

    void doing(String what) {
        progress.doing(null, what);
    }

    static StepResult failed(String code, String reason) {
        return new StepResult.Failed(code, reason, List.of());
    }

    /** A long step between two of its parts. */
    static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the step was interrupted");
        }
    }
}
