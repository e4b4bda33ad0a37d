package io.tidegate.dbagent.gate;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.config.Gate;
import io.tidegate.dbagent.database.TargetServer;
import io.tidegate.dbagent.program.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The driver of each kind of gate, with the programs that it talks to. */
record Tools(Programs programs, AgentConfig config, Path output) {

    GateDriver driver(Gate gate, @Nullable TargetServer server) {
        return switch (gate) {
            case Gate.PostgresReadOnly it -> PostgresRoleGate.readOnly(Objects.requireNonNull(server));
            case Gate.PostgresClosed it -> PostgresRoleGate.closed(Objects.requireNonNull(server));
            case Gate.PgBouncer it -> new PgBouncerGate(it, tool(null, psql()));
            case Gate.Nginx it ->
                new NginxGate(it, tool(it.test(), "nginx", "-t"), tool(it.reload(), "nginx", "-s", "reload"));
            case Gate.Systemd it -> new SystemdGate(it, tool(it.systemctl(), "systemctl"));
            case Gate.Compose it -> new ComposeGate(it, tool(it.compose(), "docker", "compose"));
            case Gate.Kubernetes it -> new KubernetesGate(it);
            case Gate.Command it ->
                new CommandGate(it, config.hooks(), (name, hook) -> new Tool(programs, output, hook.command()));
        };
    }

    private Tool tool(@Nullable List<String> configured, String... usual) {
        return new Tool(programs, output, configured == null || configured.isEmpty() ? List.of(usual) : configured);
    }

    private String psql() {
        Path bin = config.postgresBin();
        return bin == null ? "psql" : bin.resolve("psql").toString();
    }
}
