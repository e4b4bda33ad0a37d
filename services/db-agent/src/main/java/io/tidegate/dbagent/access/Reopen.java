package io.tidegate.dbagent.access;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.database.TargetServer;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives the target the settings back that it had before it was drained. Found half done, it does the rest. */
public final class Reopen implements StepKind {
    private final TargetServer server;
    private final Path home;
    private final Clock clock;

    public Reopen(TargetServer server, Path home, Clock clock) {
        this.server = server;
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Set<Privilege> needs(Work work) {
        return Set.of(Privilege.OWNER);
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress) throws SQLException, IOException {
        WindowRecords records = WindowRecords.of(home, request.window());
        try (Connection connection = server.maintenance()) {
            Optional<AccessRecord> before = AccessRecord.read(records);
            if (before.isPresent()) {
                ModifiedRows.keep(server, records, clock.instant());
                AccessSettings.allow(connection, server.name(), before.get().allowConnections());
                AccessSettings.limit(connection, server.name(), before.get().connectionLimit());
                if (!before.get().byLimit()) {
                    Fence.of(connection, server.name()).open(before.get().passes());
                }
                AccessRecord.remove(records);
            }
            AccessSettings now = AccessSettings.of(connection, server.name());
            List<Fact> facts = List.of(
                    Fact.text("connection-limit", now.connectionLimit() < 0 ? "none" : now.connectionLimit() + ""),
                    Fact.text("was", before.isPresent() ? "closed by this window" : "open already"));
            if (now.connectionLimit() == 0 || !now.allowConnections()) {
                return new StepResult.Failed(
                        "still-closed",
                        "the database refuses sessions, and not by this window: open it with ALTER DATABASE …"
                                + " CONNECTION LIMIT and ALLOW_CONNECTIONS",
                        facts);
            }
            return new StepResult.Succeeded(facts);
        }
    }
}
