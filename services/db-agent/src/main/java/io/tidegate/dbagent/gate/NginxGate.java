package io.tidegate.dbagent.gate;

import io.tidegate.dbagent.config.Gate;
import io.tidegate.dbagent.step.StepProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/** Points a site's link at another file, has nginx test the whole, and only then reload. A bad one is taken back. */
final class NginxGate implements GateDriver {
    private static final String OPEN = "site";

    private final Gate.Nginx gate;
    private final Tool test;
    private final Tool reload;

    NginxGate(Gate.Nginx gate, Tool test, Tool reload) {
        this.gate = gate;
        this.test = test;
        this.reload = reload;
    }

    @Override
    public String describe(boolean close) {
        return close
                ? "nginx serves " + gate.closed().getFileName() + " in the place of "
                        + gate.site().getFileName()
                : "nginx serves the site " + gate.site().getFileName() + " as before";
    }

    @Override
    public Standing look() throws GateException, IOException {
        if (!Files.isSymbolicLink(gate.site())) {
            throw new GateException(
                    "no-link",
                    gate.site() + " is no symbolic link: keep the site's file elsewhere and let nginx read it through a"
                            + " link, so that it can be exchanged at once");
        }
        Path target = Files.readSymbolicLink(gate.site());
        boolean closed = gate.site()
                .resolveSibling(target)
                .normalize()
                .equals(gate.closed().normalize());
        return closed
                ? new Standing(State.CLOSED, Map.of())
                : new Standing(State.OPEN, Map.of(OPEN, target.toString()));
    }

    @Override
    public void close(Duration limit, StepProgress progress) throws GateException, IOException, InterruptedException {
        point(gate.closed());
    }

    @Override
    public void open(Map<String, String> before, Duration limit, StepProgress progress)
            throws GateException, IOException, InterruptedException {
        String site = before.get(OPEN);
        if (site != null) {
            point(Path.of(site));
        }
    }

    private void point(Path target) throws GateException, IOException, InterruptedException {
        Path old = Files.readSymbolicLink(gate.site());
        link(target);
        Tool.Answer answer;
        try {
            answer = test.run(Tool.SHORT, Map.of());
        } catch (GateException | IOException | InterruptedException e) {
            link(old);
            throw e;
        }
        if (answer.code() != 0) {
            link(old);
            throw new GateException(
                    "config-refused",
                    "nginx refuses its configuration with " + target
                            + ", so that it was left as it was: what it said is" + " on the agent's machine in "
                            + test.output());
        }
        reload.need(Tool.SHORT, Map.of());
    }

    /** At once: there is no moment without a link. */
    private void link(Path target) throws IOException {
        Path next = gate.site().resolveSibling("." + gate.site().getFileName() + ".tidegate");
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, target);
        Files.move(next, gate.site(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
