package io.tidegate.orchestrator.window;

import io.tidegate.contracts.window.WindowCommand;
import java.util.Locale;

/** The kinds of command, as the columns of the life cycle. */
public enum CommandKind {
    SCHEDULE,
    GO,
    NO_GO,
    ATTEST,
    HOLD,
    RESUME,
    REHEARSE,
    EXTEND,
    ROLLBACK,
    CANCEL;

    public static CommandKind of(WindowCommand command) {
        return switch (command) {
            case WindowCommand.Schedule schedule -> SCHEDULE;
            case WindowCommand.Go go -> GO;
            case WindowCommand.NoGo noGo -> NO_GO;
            case WindowCommand.Attest attest -> ATTEST;
            case WindowCommand.Hold hold -> HOLD;
            case WindowCommand.Resume resume -> RESUME;
            case WindowCommand.Rehearse rehearse -> REHEARSE;
            case WindowCommand.Extend extend -> EXTEND;
            case WindowCommand.RollBack rollBack -> ROLLBACK;
            case WindowCommand.Cancel cancel -> CANCEL;
        };
    }

    /** As people type it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
