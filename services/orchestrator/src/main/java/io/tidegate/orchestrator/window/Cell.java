package io.tidegate.orchestrator.window;

import java.util.List;

/** What the life cycle says to one kind of command in one stage. */
sealed interface Cell {

    /** Granted when no rule has anything against it. */
    record Takes(Act act, List<NamedRule> rules) implements Cell {}

    /** Never granted in this stage. */
    record Refuses(Refusal refusal) implements Cell {}

    /** The command that begins the life cycle; its rules are about the plan and not about a window. */
    record Schedules() implements Cell {}
}
