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
    CANCEL,
    MOVE,
    REPLAN,
    OVERRIDE,
    AVAILABLE,
    RETRY,
    FIX,
    GO_ON,
    DONE,
    SKIP,
    BUG,
    ACKNOWLEDGE;

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
            case WindowCommand.Move move -> MOVE;
            case WindowCommand.Replan replan -> REPLAN;
            case WindowCommand.OverrideCriterion override -> OVERRIDE;
            case WindowCommand.Available available -> AVAILABLE;
            case WindowCommand.Retry retry -> RETRY;
            case WindowCommand.Fix fix -> FIX;
            case WindowCommand.GoOn goOn -> GO_ON;
            case WindowCommand.Done done -> DONE;
            case WindowCommand.Skip skip -> SKIP;
            case WindowCommand.Bug bug -> BUG;
            case WindowCommand.Acknowledge acknowledge -> ACKNOWLEDGE;
        };
    }

    /** As people type it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
