package io.tidegate.dbagent.gate;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.Gate;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.gate.GateDriver.Standing;
import io.tidegate.dbagent.gate.GateDriver.State;
import io.tidegate.dbagent.program.Programs;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.Privilege;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Closes a gate of the agent's configuration, or opens it again as it was. How it stood is on disk before the first
 * change and until it is open again, so that a run after a crash, and a rollback, know it. Found half done, the same is
 * done again.
 */
public final class MoveGate implements StepKind {
    private final @Nullable TargetServer server;
    private final AgentConfig config;
    private final Programs programs;
    private final Clock clock;

    /** @param server null where the target is none of PostgreSQL; its configuration has no gate that needs it */
    public MoveGate(@Nullable TargetServer server, AgentConfig config, Programs programs, Clock clock) {
        this.server = server;
        this.config = config;
        this.programs = programs;
        this.clock = clock;
    }

    /** @param details see {@link Standing} */
    record Before(Map<String, String> details) {}

    @Override
    public Set<Privilege> needs(Work work) {
        return switch (config.gates().get(name(work))) {
            case Gate.PostgresReadOnly it -> Set.of(Privilege.APPLICATION, Privilege.MONITOR, Privilege.SIGNAL);
            case Gate.PostgresClosed it -> Set.of(Privilege.ROLES, Privilege.MONITOR, Privilege.SIGNAL);
            case null, default -> Set.of();
        };
    }

    private static String name(Work work) {
        return work instanceof Work.CloseGate(String gate) ? gate : ((Work.OpenGate) work).gate();
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        boolean close = request.work() instanceof Work.CloseGate;
        String name = name(request.work());
        Gate gate = config.gates().get(name);
        if (gate == null) {
            return failed(
                    "no-such-gate",
                    "the agent's configuration has no gate '" + name + "'; it has "
                            + config.gates().keySet());
        }
        WindowRecords records = WindowRecords.of(config.home(), request.window());
        var tools = new Tools(programs, config, records.path(request.step() + "-" + request.attempt() + ".log"));
        GateDriver driver = tools.driver(gate, server);
        Duration left = Duration.between(clock.instant(), request.deadline());
        long started = System.nanoTime();
        try {
            StepResult result =
                    close ? close(name, driver, records, left, progress) : open(name, driver, records, left, progress);
            return result instanceof StepResult.Succeeded(List<Fact> facts) ? timed(facts, started) : result;
        } catch (GateException e) {
            return failed(e.code(), "the gate '" + name + "': " + e.getMessage());
        }
    }

    private static StepResult close(
            String name, GateDriver driver, WindowRecords records, Duration left, StepProgress progress)
            throws GateException, SQLException, IOException, InterruptedException {
        if (before(name, records).isEmpty()) {
            Standing now = driver.look();
            if (now.state() == State.CLOSED) {
                return failed(
                        "closed-already",
                        "the gate '" + name + "' is closed already, and not by this window: open it, so that what is"
                                + " opened afterwards is known");
            }
            records.write(record(name), new Before(now.details()));
        }
        driver.close(left, progress);
        return driver.look().state() == State.OPEN
                ? failed("still-open", "the gate '" + name + "' is open although closing it did not fail")
                : new StepResult.Succeeded(List.of(Fact.text("done", driver.describe(true))));
    }

    private static StepResult open(
            String name, GateDriver driver, WindowRecords records, Duration left, StepProgress progress)
            throws GateException, SQLException, IOException, InterruptedException {
        Optional<Before> before = before(name, records);
        if (before.isEmpty()) {
            return driver.look().state() == State.CLOSED
                    ? failed(
                            "closed-by-others",
                            "the gate '" + name
                                    + "' is closed, and not by this window: whoever closed it has to open it")
                    : new StepResult.Succeeded(List.of(Fact.text("was", "open already")));
        }
        driver.open(before.get().details(), left, progress);
        if (driver.look().state() == State.CLOSED) {
            return failed("still-closed", "the gate '" + name + "' is closed although opening it did not fail");
        }
        records.remove(record(name));
        return new StepResult.Succeeded(List.of(Fact.text("done", driver.describe(false))));
    }

    private static StepResult timed(List<Fact> facts, long started) {
        var all = new java.util.ArrayList<>(facts);
        all.add(Fact.number(
                "took", Duration.ofNanos(System.nanoTime() - started).toMillis(), "ms"));
        return new StepResult.Succeeded(all);
    }

    private static Optional<Before> before(String name, WindowRecords records) throws IOException {
        return records.read(record(name), Before.class);
    }

    private static String record(String name) {
        return "gate-" + name;
    }

    private static StepResult failed(String code, String reason) {
        return new StepResult.Failed(code, reason, List.of());
    }
}
