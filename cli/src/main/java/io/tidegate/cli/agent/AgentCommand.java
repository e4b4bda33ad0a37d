package io.tidegate.cli.agent;

import io.tidegate.local.process.Root;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;

/**
 * One of the db-agent's own commands, in a process of its own, because it needs the agent's libraries. On a machine with
 * the agent alone, its jar has the same command.
 */
abstract class AgentCommand implements Callable<Integer> {
    private final String main;

    @Parameters(arity = "0..*", hidden = true)
    private List<String> arguments = List.of();

    /** @param main the command's class in the agent */
    AgentCommand(String main) {
        this.main = main;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path jar = Root.path().resolve("services/db-agent/target/tidegate-db-agent.jar");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                jar.toString(),
                main));
        command.addAll(arguments.isEmpty() ? List.of("--help") : arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
