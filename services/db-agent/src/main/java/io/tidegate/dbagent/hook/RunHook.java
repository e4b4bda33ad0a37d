package io.tidegate.dbagent.hook;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.program.Programs;
import io.tidegate.dbagent.record.WindowRecords;
import io.tidegate.dbagent.step.StepKind;
import io.tidegate.dbagent.step.StepProgress;
import io.tidegate.dbagent.step.StepRequest;
import io.tidegate.dbagent.step.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs a command of the agent's configuration. What it prints stays on the agent's machine: it may hold secrets. Found
 * half done, it is run again if the configuration says that this is safe; else a person chooses.
 */
public final class RunHook implements StepKind {
    private final AgentConfig config;
    private final Programs programs;
    private final Clock clock;

    public RunHook(AgentConfig config, Programs programs, Clock clock) {
        this.config = config;
        this.programs = programs;
        this.clock = clock;
    }

    @Override
    public StepResult run(StepRequest request, StepProgress progress) throws IOException, InterruptedException {
        String name = ((Work.Command) request.work()).hook();
        AgentConfig.Hook hook = config.hooks().get(name);
        if (hook == null) {
            return new StepResult.Failed(
                    "no-such-hook",
                    "the agent's configuration has no hook '" + name + "'; it has "
                            + config.hooks().keySet(),
                    List.of());
        }
        if (request.halfDone() && !hook.idempotent()) {
            return new StepResult.Failed(
                    "interrupted",
                    "the agent was interrupted while '" + name + "' was running, and the configuration says that it"
                            + " must not be run twice: look what it has done, then resume or roll back",
                    List.of());
        }
        progress.doing(null, "running " + name);
        Path output = WindowRecords.of(config.home(), request.window())
                .path(request.step() + "-" + request.attempt() + ".log");
        Duration left = Duration.between(clock.instant(), request.deadline());
        Duration limit = hook.limit().compareTo(left) < 0 ? hook.limit() : left;
        var run = new Programs.Run(hook.command(), environment(request), output, limit);
        return switch (programs.run(run)) {
            case Programs.Ended.WithCode(int code) -> ended(name, code, output);
            case Programs.Ended.OutOfTime ended ->
                failed("timed-out", "'" + name + "' was ended after " + Durations.format(limit), output);
        };
    }

    private Map<String, String> environment(StepRequest request) {
        return Map.of(
                "TIDEGATE_TARGET", config.target(),
                "TIDEGATE_WINDOW", request.window(),
                "TIDEGATE_STEP", request.step(),
                "TIDEGATE_ATTEMPT", Integer.toString(request.attempt()));
    }

    private static StepResult ended(String name, int code, Path output) {
        return code == 0
                ? new StepResult.Succeeded(List.of(Fact.text("output", output.toString())))
                : failed("exit-" + code, "'" + name + "' ended with exit code " + code, output);
    }

    private static StepResult failed(String code, String reason, Path output) {
        return new StepResult.Failed(
                code,
                reason + "; what it printed is on the agent's machine in " + output,
                List.of(Fact.text("output", output.toString())));
    }
}
