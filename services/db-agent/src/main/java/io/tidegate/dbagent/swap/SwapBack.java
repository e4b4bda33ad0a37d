package io.tidegate.dbagent.swap;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.manifest.ManifestReader;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.Privilege;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the safety copy in the target's place. Whether it was done, the names tell, also after a crash. What users have
 * written since the reopening would stay behind: then a person is asked once, and resuming is the answer.
 */
public final class SwapBack implements StepKind {
    private final TargetServer server;
    private final Path home;
    private final Clock clock;

    public SwapBack(TargetServer server, Path home, Clock clock) {
        this.server = server;
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Set<Privilege> needs(Work work) {
        return Set.of(
                Privilege.OWNER, Privilege.CREATE_DATABASES, Privilege.SETTINGS, Privilege.MONITOR, Privilege.SIGNAL);
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        WindowRecords records = WindowRecords.of(home, request.window());
        Optional<SafetyCopyRecord> found = SafetyCopyRecord.read(records).filter(SafetyCopyRecord::isWhole);
        if (found.isEmpty()) {
            return failed("no-safety-copy", "this window has no whole safety copy: restore the backup instead");
        }
        SafetyCopyRecord record = found.get();
        CopyNames names = CopyNames.of(server.name(), request.window());
        var exchange = new Exchange(server, record.manifest(), record.copy(), names.failed());
        List<Fact> facts = new ArrayList<>();
        try (Connection connection = server.maintenance()) {
            boolean copy = ManifestReader.exists(connection, record.copy());
            boolean target = ManifestReader.exists(connection, server.name());
            boolean failed = ManifestReader.exists(connection, names.failed());
            if (copy && target && !failed) {
                Optional<StepResult> loss = LeftBehind.refusal(server, records, request, facts);
                Optional<StepResult> refused = loss.isPresent() ? loss : exchange.run(connection, facts, progress);
                if (refused.isPresent()) {
                    return refused.get();
                }
            } else if (!copy && target && failed) {
                facts.add(Fact.text("swap", "was done by an interrupted run"));
            } else {
                return failed(
                        "unclear",
                        "of the databases " + server.name() + ", " + record.copy() + " and " + names.failed()
                                + " not those are there that should be: a person has to look");
            }
            facts.add(Fact.text("failed-database", names.failed()));
            facts.add(LeftDatabases.note(
                    connection, records, names.failed(), clock.instant(), ((Work.SwapBack) request.work()).keep()));
            return exchange.compared(connection, facts);
        }
    }

    private static StepResult failed(String code, String reason) {
        return new StepResult.Failed(code, reason, List.of());
    }
}
