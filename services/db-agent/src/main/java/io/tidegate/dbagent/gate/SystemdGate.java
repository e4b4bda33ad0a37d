package io.tidegate.dbagent.gate;

import io.tidegate.dbagent.config.Gate;
import io.tidegate.dbagent.step.StepProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stops units, and starts again those that were active. {@code systemctl} itself waits until it is so. */
final class SystemdGate implements GateDriver {
    private static final String ACTIVE = "active";

    private final Gate.Systemd gate;
    private final Tool systemctl;

    SystemdGate(Gate.Systemd gate, Tool systemctl) {
        this.gate = gate;
        this.systemctl = systemctl;
    }

    @Override
    public String describe(boolean close) {
        return "systemd " + (close ? "stops " : "starts ") + String.join(", ", gate.units());
    }

    @Override
    public Standing look() throws GateException, IOException, InterruptedException {
        List<String> active = new ArrayList<>();
        for (String unit : gate.units()) {
            // 0 for active, 3 for not (systemctl, is-active; LSB).
            if (systemctl
                            .run(Tool.SHORT, Map.of(), "is-active", "--quiet", unit)
                            .code()
                    == 0) {
                active.add(unit);
            }
        }
        return new Standing(active.isEmpty() ? State.CLOSED : State.OPEN, Map.of(ACTIVE, String.join(" ", active)));
    }

    @Override
    public void close(Duration limit, StepProgress progress) throws GateException, IOException, InterruptedException {
        for (String unit : gate.units()) {
            progress.doing(null, "stopping " + unit);
            systemctl.need(limit, Map.of(), "stop", unit);
        }
    }

    @Override
    public void open(Map<String, String> before, Duration limit, StepProgress progress)
            throws GateException, IOException, InterruptedException {
        List<String> wanted = List.of(before.getOrDefault(ACTIVE, "").split(" "));
        for (String unit : gate.units()) {
            if (wanted.contains(unit)) {
                progress.doing(null, "starting " + unit);
                systemctl.need(limit, Map.of(), "start", unit);
            }
        }
    }
}
