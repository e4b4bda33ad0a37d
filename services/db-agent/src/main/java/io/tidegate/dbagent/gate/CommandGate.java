package io.tidegate.dbagent.gate;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.Gate;
import io.tidegate.dbagent.step.StepProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;

/** Two hooks of the configuration. Whether the gate is open, only the window's own record says. */
final class CommandGate implements GateDriver {
    private final Gate.Command gate;
    private final Map<String, AgentConfig.Hook> hooks;
    private final BiFunction<String, AgentConfig.Hook, Tool> tools;

    CommandGate(
            Gate.Command gate, Map<String, AgentConfig.Hook> hooks, BiFunction<String, AgentConfig.Hook, Tool> tools) {
        this.gate = gate;
        this.hooks = hooks;
        this.tools = tools;
    }

    @Override
    public String describe(boolean close) {
        return "the hook '" + (close ? gate.closing() : gate.opening()) + "' runs";
    }

    @Override
    public Standing look() {
        return new Standing(State.UNKNOWN, Map.of());
    }

    @Override
    public void close(Duration limit, StepProgress progress) throws GateException, IOException, InterruptedException {
        run(gate.closing(), limit, progress);
    }

    @Override
    public void open(Map<String, String> before, Duration limit, StepProgress progress)
            throws GateException, IOException, InterruptedException {
        run(gate.opening(), limit, progress);
    }

    private void run(String name, Duration limit, StepProgress progress)
            throws GateException, IOException, InterruptedException {
        AgentConfig.Hook hook = hooks.get(name);
        if (hook == null) {
            throw new GateException(
                    "no-such-hook", "the agent's configuration has no hook '" + name + "'; it has " + hooks.keySet());
        }
        progress.doing(null, "running " + name);
        tools.apply(name, hook).need(hook.limit().compareTo(limit) < 0 ? hook.limit() : limit, Map.of());
    }
}
