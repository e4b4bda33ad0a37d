package io.tidegate.dbagent.preflight;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.task.Task;
import io.tidegate.dbagent.activity.ActivityFile;
import io.tidegate.dbagent.activity.ActivityWords;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.AgentRole;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.migration.RehearsedStatements;
import io.tidegate.dbagent.program.Programs;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.Privilege;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Measures the database against the plan's bounds, and looks for what would stop a later step. Changes nothing. */
public final class Preflight implements StepKind {
    /** A plan may do without one of them, so that lacking it is no finding; but a rollback is too late to learn it. */
    private static final Set<Privilege> MOST = EnumSet.complementOf(EnumSet.of(Privilege.APPLICATION, Privilege.ROLES));

    private final TargetServer server;
    private final AgentConfig config;
    private final Programs programs;

    public Preflight(TargetServer server, AgentConfig config, Programs programs) {
        this.server = server;
        this.config = config;
        this.programs = programs;
    }

    @Override
    public Set<Privilege> needs(Work work) {
        return Set.of(Privilege.MONITOR);
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress)
            throws SQLException, IOException, InterruptedException {
        var bounds = (Work.Preflight) request.work();
        progress.doing(null, "measuring the database");
        Findings findings = new Findings();
        try (Connection connection = server.target()) {
            Vitals vitals = Vitals.of(connection, server.database().applicationRole());
            var judge = new Bounds(bounds, findings);
            judge.judge(vitals);
            judge.judge(LockWaits.of(connection));
            new Room(bounds, findings).forCopies(vitals, config.home());
        }
        List<String> lacks = new AgentRole(server).lacks(MOST);
        findings.fact(Fact.text("agent-role", lacks.isEmpty() ? "may do every step" : "lacks something"));
        if (!lacks.isEmpty()) {
            progress.warn("missing-privilege", "the agent's role will refuse some steps: " + String.join("; ", lacks));
        }
        Task.RunStep.Opening opening = request.opening();
        if (opening != null) {
            findings.fact(ActivityWords.of(new ActivityFile(config.home()).read(), opening.start(), opening.zone()));
        }
        RehearsedStatements.voidReason(WindowRecords.of(config.home(), request.window()), config)
                .ifPresent(findings::broken);
        progress.doing(null, "looking at migrations, gates and stores");
        new Surroundings(config, findings)
                .look(
                        server,
                        programs,
                        bounds,
                        WindowRecords.of(config.home(), request.window())
                                .path(request.step() + "-" + request.attempt() + ".log"));
        return findings.result();
    }
}
