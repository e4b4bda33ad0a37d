package io.tidegate.contracts.kafka;

/** The topics of Tidegate, and what keys them. Names carry a version. */
public final class Topics {
    /** Keyed by window; written by the bot, the command line and the API; read by the orchestrator. */
    public static final String COMMANDS = "tidegate.commands.v1";

    /** Keyed by window; written by the orchestrator alone; kept for ever. */
    public static final String EVENTS = "tidegate.events.v1";

    /** Keyed by window (beats by target); written by agents and the notifier; read by the orchestrator. */
    public static final String REPORTS = "tidegate.reports.v1";

    private Topics() {}

    /** Keyed by step; written by the orchestrator; read by that target's agent alone. */
    public static String tasks(String target) {
        return "tidegate.tasks." + target + ".v1";
    }

    /** Where a record goes that could not be read, with the reason in its headers. */
    public static String deadLetters(String topic) {
        return topic + ".dlt";
    }
}
