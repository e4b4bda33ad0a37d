package io.tidegate.cli.agent;

import picocli.CommandLine.Command;

/** {@code tidegate activity}: what the agent has seen of its target. */
@Command(
        name = "activity",
        description = "Shows how busy each hour of the week is: activity --config AGENT_YAML [--zone ZONE].")
public final class ActivityCommand extends AgentCommand {
    public ActivityCommand() {
        super("io.tidegate.dbagent.activity.ActivityCommand");
    }
}
