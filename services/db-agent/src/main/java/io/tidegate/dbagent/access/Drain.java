package io.tidegate.dbagent.access;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.database.Sessions;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses new sessions by a {@link Fence}; then waits, then ends.
 * Found half done, it does the same again: the record of the settings before is kept from the first time.
 */
public final class Drain implements StepKind {
    private static final Duration TO_END = Duration.ofSeconds(15);

    private final TargetServer server;
    private final Path home;
    private final Clock clock;

    public Drain(TargetServer server, Path home, Clock clock) {
        this.server = server;
        this.home = home;
        this.clock = clock;
    }

    @Override
    public Set<Privilege> needs(Work work) {
        return Set.of(Privilege.OWNER, Privilege.MONITOR, Privilege.SIGNAL, Privilege.GRANTORS);
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        var work = (Work.Drain) request.work();
        WindowRecords records = WindowRecords.of(home, request.window());
        try (Connection connection = server.maintenance()) {
            var settings = AccessSettings.of(connection, server.name());
            Optional<AccessRecord> before = AccessRecord.read(records);
            if (before.isEmpty() && settings.connectionLimit() == 0) {
                return new StepResult.Failed(
                        "closed-already",
                        "the database has a connection limit of 0 already, and not by this window: open it with ALTER"
                                + " DATABASE … CONNECTION LIMIT, so that its real limit can be kept",
                        List.of());
            }
            Fence fence = Fence.of(connection, server.name());
            if (before.isEmpty()) {
                new AccessRecord(
                                settings.connectionLimit(),
                                settings.allowConnections(),
                                fence.byLimit(),
                                fence.byLimit() ? List.of() : fence.passes(),
                                clock.instant())
                        .write(records);
            }
            fence.close();
            return end(new Sessions(connection, server.name()), work.grace(), progress);
        }
    }

    private static StepResult end(Sessions sessions, Duration grace, StepProgress progress)
            throws SQLException, InterruptedException {
        int first = sessions.count();
        progress.doing(null, "no new sessions; " + first + " may end by themselves");
        boolean byThemselves = sessions.awaitNone(grace);
        int left = byThemselves ? 0 : sessions.count();
        if (!byThemselves) {
            progress.doing(null, "ending " + left + " sessions");
        }
        List<Fact> facts = List.of(
                Fact.number("sessions-found", first, "sessions"), Fact.number("sessions-ended", left, "sessions"));
        if (byThemselves || sessions.endAll(TO_END)) {
            return new StepResult.Succeeded(facts);
        }
        return new StepResult.Failed(
                "sessions-stay",
                "sessions stay or come back, so their role must be a superuser: " + String.join(", ", sessions.who()),
                facts);
    }
}
