package io.tidegate.cli.agent;

import picocli.CommandLine.Command;

/** {@code tidegate backup}: backups are the agent's. */
@Command(
        name = "backup",
        description =
                "Lists, verifies and restores backups: backup list | verify | restore --config AGENT_YAML [--store NAME].")
public final class BackupCommand extends AgentCommand {
    public BackupCommand() {
        super("io.tidegate.dbagent.backup.BackupsCommand");
    }
}
