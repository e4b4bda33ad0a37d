package io.tidegate.dbagent.gate;

import io.tidegate.dbagent.config.Gate;
import io.tidegate.dbagent.step.StepProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stops services of a Compose project, and starts again those that were running. */
final class ComposeGate implements GateDriver {
    private static final String RUNNING = "running";

    private final Gate.Compose gate;
    private final Tool compose;

    ComposeGate(Gate.Compose gate, Tool compose) {
        this.gate = gate;
        this.compose = compose;
    }

    @Override
    public String describe(boolean close) {
        return "Compose " + (close ? "stops " : "starts ") + String.join(", ", gate.services());
    }

    @Override
    public Standing look() throws GateException, IOException, InterruptedException {
        List<String> running = compose.need(Tool.SHORT, Map.of(), arguments("ps", "--services", "--status", RUNNING))
                .lines()
                .map(String::strip)
                .filter(gate.services()::contains)
                .toList();
        return new Standing(running.isEmpty() ? State.CLOSED : State.OPEN, Map.of(RUNNING, String.join(" ", running)));
    }

    @Override
    public void close(Duration limit, StepProgress progress) throws GateException, IOException, InterruptedException {
        progress.doing(null, "stopping " + String.join(", ", gate.services()));
        move(limit, "stop", gate.services());
    }

    @Override
    public void open(Map<String, String> before, Duration limit, StepProgress progress)
            throws GateException, IOException, InterruptedException {
        List<String> wanted = List.of(before.getOrDefault(RUNNING, "").split(" "));
        List<String> services =
                gate.services().stream().filter(wanted::contains).toList();
        if (!services.isEmpty()) {
            progress.doing(null, "starting " + String.join(", ", services));
            move(limit, "start", services);
        }
    }

    private void move(Duration limit, String verb, List<String> services)
            throws GateException, IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(verb));
        all.addAll(services);
        compose.need(limit, Map.of(), arguments(all.toArray(String[]::new)));
    }

    private String[] arguments(String... rest) {
        List<String> all = new ArrayList<>(List.of("--file", gate.file().toString()));
        if (gate.project() != null) {
            all.addAll(List.of("--project-name", gate.project()));
        }
        all.addAll(List.of(rest));
        return all.toArray(String[]::new);
    }
}
