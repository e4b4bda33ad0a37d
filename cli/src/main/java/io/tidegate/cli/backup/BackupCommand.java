package io.tidegate.cli.backup;

import io.tidegate.local.process.Root;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code tidegate backup}: the db-agent's own command, in a process of its own, because backups are the agent's and need
 * its libraries. On a machine with the agent alone, its jar has the same command.
 */
@Command(
        name = "backup",
        description =
                "Lists, verifies and restores backups: backup list | verify | restore --config AGENT_YAML [--store NAME].")
public final class BackupCommand implements Callable<Integer> {
    private static final String MAIN = "io.tidegate.dbagent.backup.BackupsCommand";

    @Parameters(arity = "0..*", hidden = true)
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path jar = Root.path().resolve("services/db-agent/target/tidegate-db-agent.jar");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                jar.toString(),
                MAIN));
        command.addAll(arguments.isEmpty() ? List.of("--help") : arguments);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
