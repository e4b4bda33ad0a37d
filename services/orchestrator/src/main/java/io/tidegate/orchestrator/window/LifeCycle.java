package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.window.CommandKind.ATTEST;
import static io.tidegate.orchestrator.window.CommandKind.CANCEL;
import static io.tidegate.orchestrator.window.CommandKind.EXTEND;
import static io.tidegate.orchestrator.window.CommandKind.GO;
import static io.tidegate.orchestrator.window.CommandKind.HOLD;
import static io.tidegate.orchestrator.window.CommandKind.NO_GO;
import static io.tidegate.orchestrator.window.CommandKind.REHEARSE;
import static io.tidegate.orchestrator.window.CommandKind.RESUME;
import static io.tidegate.orchestrator.window.CommandKind.ROLLBACK;
import static io.tidegate.orchestrator.window.CommandKind.SCHEDULE;
import static io.tidegate.orchestrator.window.NamedRule.*;

import io.tidegate.contracts.window.WindowEvent;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The life cycle as data: what every stage says to every kind of command, and which event leads from which stage to
 * which. The documentation is made from it, and tests hold the decider to it.
 */
final class LifeCycle {

    /** One way from a stage to another. */
    record Transition(Stage from, Class<? extends WindowEvent> by, Stage to) {}

    private static final Cell APPROVE = takes(
            Act.APPROVES,
            ONLY_THE_TEAM_COMMANDS,
            ONLY_APPROVERS_DECIDE,
            GO_IS_NOT_DECIDED,
            A_GO_COUNTS_ONCE,
            GO_NEEDS_TWO_PEOPLE);
    private static final Cell POSTPONE = takes(Act.POSTPONES, ONLY_THE_TEAM_COMMANDS, ONLY_APPROVERS_DECIDE);
    private static final Cell ATTESTATION = takes(
            Act.ATTESTS,
            ONLY_THE_TEAM_COMMANDS,
            CRITERION_IS_ATTESTED,
            ONLY_THE_NAMED_ROLE_ATTESTS,
            AN_ATTESTATION_COUNTS_ONCE);
    private static final Cell GIVE_UP = takes(Act.CANCELS, ONLY_THE_TEAM_COMMANDS, ONLY_APPROVERS_DECIDE);
    private static final Cell HOLDING = takes(Act.HOLDS, ONLY_THE_TEAM_COMMANDS, A_HOLD_HOLDS_ONCE);
    private static final Cell GO_ON = takes(Act.RESUMES, ONLY_THE_TEAM_COMMANDS, IT_IS_HELD);
    private static final Cell REHEARSAL = takes(
            Act.REHEARSES,
            ONLY_THE_TEAM_COMMANDS,
            THE_PLAN_REHEARSES,
            GO_IS_NOT_DECIDED,
            NOTHING_IS_HELD,
            NO_STEP_IS_AT_WORK);
    private static final Cell LONGER =
            takes(Act.EXTENDS, ONLY_THE_TEAM_COMMANDS, ONLY_APPROVERS_DECIDE, AN_EXTENSION_HAS_BOUNDS);
    private static final Cell ROLL_BACK = takes(Act.ROLLS_BACK, ONLY_THE_TEAM_COMMANDS, ONLY_SOME_ROLL_BACK);

    private static final Map<Stage, Map<CommandKind, Cell>> CELLS = cells();

    static final List<Transition> TRANSITIONS = List.of(
            new Transition(Stage.NOT_SCHEDULED, WindowEvent.WindowScheduled.class, Stage.SCHEDULED),
            new Transition(Stage.SCHEDULED, WindowEvent.DecisionOpened.class, Stage.DECIDING),
            new Transition(Stage.SCHEDULED, WindowEvent.WindowPostponed.class, Stage.POSTPONED),
            new Transition(Stage.SCHEDULED, WindowEvent.WindowCancelled.class, Stage.CANCELLED),
            new Transition(Stage.DECIDING, WindowEvent.WindowOpened.class, Stage.IN_PROGRESS),
            new Transition(Stage.DECIDING, WindowEvent.WindowPostponed.class, Stage.POSTPONED),
            new Transition(Stage.DECIDING, WindowEvent.WindowCancelled.class, Stage.CANCELLED),
            new Transition(Stage.IN_PROGRESS, WindowEvent.WindowReopened.class, Stage.WATCHING),
            new Transition(Stage.IN_PROGRESS, WindowEvent.RollbackStarted.class, Stage.ROLLING_BACK),
            new Transition(Stage.IN_PROGRESS, WindowEvent.PersonNeeded.class, Stage.NEEDS_PERSON),
            new Transition(Stage.WATCHING, WindowEvent.WindowCompleted.class, Stage.COMPLETED),
            new Transition(Stage.WATCHING, WindowEvent.RollbackStarted.class, Stage.ROLLING_BACK),
            new Transition(Stage.WATCHING, WindowEvent.PersonNeeded.class, Stage.NEEDS_PERSON),
            new Transition(Stage.NEEDS_PERSON, WindowEvent.WindowResumed.class, Stage.IN_PROGRESS),
            new Transition(Stage.NEEDS_PERSON, WindowEvent.WindowResumed.class, Stage.ROLLING_BACK),
            new Transition(Stage.NEEDS_PERSON, WindowEvent.RollbackStarted.class, Stage.ROLLING_BACK),
            new Transition(Stage.ROLLING_BACK, WindowEvent.PersonNeeded.class, Stage.NEEDS_PERSON),
            new Transition(Stage.ROLLING_BACK, WindowEvent.WindowRolledBack.class, Stage.ROLLED_BACK));

    private LifeCycle() {}

    static Cell cell(Stage stage, CommandKind kind) {
        Cell cell = CELLS.getOrDefault(stage, Map.of()).get(kind);
        if (cell == null) {
            throw new IllegalStateException("the life cycle does not answer " + kind + " in " + stage);
        }
        return cell;
    }

    private static Map<Stage, Map<CommandKind, Cell>> cells() {
        Map<Stage, Map<CommandKind, Cell>> cells = new EnumMap<>(Stage.class);
        Cell none = refuses(Refusals.NO_SUCH_WINDOW);
        cells.put(Stage.NOT_SCHEDULED, row(new Cell.Schedules(), none, none, none, none, none, none, none, none, none));

        Cell again = refuses(Refusals.SCHEDULED_ALREADY);
        Cell early = refuses(Refusals.DECISION_NOT_OPEN);
        Cell nothing = refuses(Refusals.NOTHING_TO_ROLL_BACK);
        Cell soon = refuses(Refusals.NOT_OPEN_YET);
        Cell retry = takes(Act.RESUMES, ONLY_THE_TEAM_COMMANDS, A_PREPARATION_FAILED_OR_IT_IS_HELD);
        cells.put(
                Stage.SCHEDULED,
                row(again, early, POSTPONE, ATTESTATION, HOLDING, GO_ON, REHEARSAL, soon, nothing, GIVE_UP));
        cells.put(
                Stage.DECIDING,
                row(again, APPROVE, POSTPONE, ATTESTATION, HOLDING, retry, REHEARSAL, soon, nothing, GIVE_UP));

        Cell late = refuses(Refusals.OPENED_ALREADY);
        Cell rolling = refuses(Refusals.ROLLING_BACK_ALREADY);
        Cell waits = refuses(Refusals.WAITS_FOR_A_PERSON);
        Cell choose = takes(Act.RESUMES, ONLY_THE_TEAM_COMMANDS);
        cells.put(Stage.IN_PROGRESS, row(again, late, late, late, HOLDING, GO_ON, late, LONGER, ROLL_BACK, late));
        cells.put(Stage.WATCHING, row(again, late, late, late, HOLDING, GO_ON, late, LONGER, ROLL_BACK, late));
        cells.put(Stage.ROLLING_BACK, row(again, late, late, late, HOLDING, GO_ON, late, LONGER, rolling, late));
        cells.put(Stage.NEEDS_PERSON, row(again, late, late, late, waits, choose, late, LONGER, ROLL_BACK, late));

        Cell over = refuses(Refusals.WINDOW_IS_OVER);
        Cell undone = refuses(Refusals.ROLLED_BACK_ALREADY);
        for (Stage stage : List.of(Stage.COMPLETED, Stage.POSTPONED, Stage.CANCELLED)) {
            cells.put(stage, row(again, over, over, over, over, over, over, over, over, over));
        }
        cells.put(Stage.ROLLED_BACK, row(again, over, over, over, over, over, over, over, undone, over));
        return cells;
    }

    private static Map<CommandKind, Cell> row(
            Cell schedule,
            Cell go,
            Cell noGo,
            Cell attest,
            Cell hold,
            Cell resume,
            Cell rehearse,
            Cell extend,
            Cell rollback,
            Cell cancel) {
        return new EnumMap<>(Map.of(
                SCHEDULE, schedule, GO, go, NO_GO, noGo, ATTEST, attest, HOLD, hold, RESUME, resume, REHEARSE, rehearse,
                EXTEND, extend, ROLLBACK, rollback, CANCEL, cancel));
    }

    private static Cell takes(Act act, NamedRule... rules) {
        return new Cell.Takes(act, Arrays.asList(rules));
    }

    private static Cell refuses(Refusal refusal) {
        return new Cell.Refuses(refusal);
    }
}
