package io.tidegate.orchestrator.window;

import static io.tidegate.orchestrator.window.CommandKind.ACKNOWLEDGE;
import static io.tidegate.orchestrator.window.CommandKind.ATTEST;
import static io.tidegate.orchestrator.window.CommandKind.AVAILABLE;
import static io.tidegate.orchestrator.window.CommandKind.BUG;
import static io.tidegate.orchestrator.window.CommandKind.CANCEL;
import static io.tidegate.orchestrator.window.CommandKind.DONE;
import static io.tidegate.orchestrator.window.CommandKind.EXTEND;
import static io.tidegate.orchestrator.window.CommandKind.FIX;
import static io.tidegate.orchestrator.window.CommandKind.GO;
import static io.tidegate.orchestrator.window.CommandKind.GO_ON;
import static io.tidegate.orchestrator.window.CommandKind.HOLD;
import static io.tidegate.orchestrator.window.CommandKind.MOVE;
import static io.tidegate.orchestrator.window.CommandKind.NO_GO;
import static io.tidegate.orchestrator.window.CommandKind.OVERRIDE;
import static io.tidegate.orchestrator.window.CommandKind.REHEARSE;
import static io.tidegate.orchestrator.window.CommandKind.REPLAN;
import static io.tidegate.orchestrator.window.CommandKind.RESUME;
import static io.tidegate.orchestrator.window.CommandKind.RETRY;
import static io.tidegate.orchestrator.window.CommandKind.ROLLBACK;
import static io.tidegate.orchestrator.window.CommandKind.SCHEDULE;
import static io.tidegate.orchestrator.window.CommandKind.SKIP;
import static io.tidegate.orchestrator.window.NamedRule.AN_ATTESTATION_COUNTS_ONCE;
import static io.tidegate.orchestrator.window.NamedRule.AN_EXTENSION_HAS_BOUNDS;
import static io.tidegate.orchestrator.window.NamedRule.A_GO_COUNTS_ONCE;
import static io.tidegate.orchestrator.window.NamedRule.A_HOLD_HOLDS_ONCE;
import static io.tidegate.orchestrator.window.NamedRule.A_MOVE_IS_AHEAD;
import static io.tidegate.orchestrator.window.NamedRule.A_PREPARATION_FAILED_OR_IT_IS_HELD;
import static io.tidegate.orchestrator.window.NamedRule.A_RUNG_IS_THERE;
import static io.tidegate.orchestrator.window.NamedRule.A_SHARE_IS_A_PERCENTAGE;
import static io.tidegate.orchestrator.window.NamedRule.CRITERION_IS_ATTESTED;
import static io.tidegate.orchestrator.window.NamedRule.EARLIER_GROUPS_OF_A_WAVE_COME_FIRST;
import static io.tidegate.orchestrator.window.NamedRule.GO_COMES_AFTER_THE_REHEARSAL;
import static io.tidegate.orchestrator.window.NamedRule.GO_IS_NOT_DECIDED;
import static io.tidegate.orchestrator.window.NamedRule.GO_NEEDS_TWO_PEOPLE;
import static io.tidegate.orchestrator.window.NamedRule.IT_IS_HELD;
import static io.tidegate.orchestrator.window.NamedRule.IT_IS_THE_STEP_THAT_FAILED;
import static io.tidegate.orchestrator.window.NamedRule.MENDING_HAS_BOUNDS;
import static io.tidegate.orchestrator.window.NamedRule.NOTHING_IS_BEING_MENDED;
import static io.tidegate.orchestrator.window.NamedRule.NOTHING_IS_HELD;
import static io.tidegate.orchestrator.window.NamedRule.NO_BLACKOUT;
import static io.tidegate.orchestrator.window.NamedRule.NO_STEP_IS_AT_WORK;
import static io.tidegate.orchestrator.window.NamedRule.ONLY_APPROVERS_DECIDE;
import static io.tidegate.orchestrator.window.NamedRule.ONLY_SOME_ROLL_BACK;
import static io.tidegate.orchestrator.window.NamedRule.ONLY_THE_NAMED_ROLE_ATTESTS;
import static io.tidegate.orchestrator.window.NamedRule.ONLY_THE_PLAN_S_ROLES_SKIP;
import static io.tidegate.orchestrator.window.NamedRule.ONLY_THE_PLAN_S_ROLE_OVERRIDES;
import static io.tidegate.orchestrator.window.NamedRule.ONLY_THE_TEAM_COMMANDS;
import static io.tidegate.orchestrator.window.NamedRule.SOMEBODY_ASKED;
import static io.tidegate.orchestrator.window.NamedRule.SOMEBODY_IS_CALLED;
import static io.tidegate.orchestrator.window.NamedRule.SOMETHING_IS_PROPOSED;
import static io.tidegate.orchestrator.window.NamedRule.SOMETHING_IS_TO_BE_DONE;
import static io.tidegate.orchestrator.window.NamedRule.THE_CRITERION_IS_MISSING;
import static io.tidegate.orchestrator.window.NamedRule.THE_PLAN_HAS_CHANGED;
import static io.tidegate.orchestrator.window.NamedRule.THE_PLAN_REHEARSES;
import static io.tidegate.orchestrator.window.NamedRule.THE_STEP_IS_OPEN;
import static io.tidegate.orchestrator.window.NamedRule.THE_TARGET_IS_FREE;
import static io.tidegate.orchestrator.window.Refusals.DECISION_NOT_OPEN;
import static io.tidegate.orchestrator.window.Refusals.NOTHING_AT_WORK;
import static io.tidegate.orchestrator.window.Refusals.NOTHING_FAILED;
import static io.tidegate.orchestrator.window.Refusals.NOTHING_PROPOSED;
import static io.tidegate.orchestrator.window.Refusals.NOTHING_TO_ROLL_BACK;
import static io.tidegate.orchestrator.window.Refusals.NOT_OPEN_YET;
import static io.tidegate.orchestrator.window.Refusals.NO_SUCH_WINDOW;
import static io.tidegate.orchestrator.window.Refusals.OPENED_ALREADY;
import static io.tidegate.orchestrator.window.Refusals.ROLLED_BACK_ALREADY;
import static io.tidegate.orchestrator.window.Refusals.ROLLING_BACK_ALREADY;
import static io.tidegate.orchestrator.window.Refusals.SCHEDULED_ALREADY;
import static io.tidegate.orchestrator.window.Refusals.WAITS_FOR_A_PERSON;
import static io.tidegate.orchestrator.window.Refusals.WINDOW_IS_OVER;

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
            GO_NEEDS_TWO_PEOPLE,
            GO_COMES_AFTER_THE_REHEARSAL);
    private static final Cell POSTPONE = takes(Act.POSTPONES, ONLY_THE_TEAM_COMMANDS, ONLY_APPROVERS_DECIDE);
    private static final Cell ATTESTATION = takes(
            Act.ATTESTS,
            ONLY_THE_TEAM_COMMANDS,
            CRITERION_IS_ATTESTED,
            ONLY_THE_NAMED_ROLE_ATTESTS,
            AN_ATTESTATION_COUNTS_ONCE);
    private static final Cell GIVE_UP = takes(Act.CANCELS, ONLY_THE_TEAM_COMMANDS, ONLY_APPROVERS_DECIDE);
    private static final Cell HOLDING = takes(Act.HOLDS, ONLY_THE_TEAM_COMMANDS, A_HOLD_HOLDS_ONCE);
    private static final Cell GO_ON_HELD = takes(Act.RESUMES, ONLY_THE_TEAM_COMMANDS, IT_IS_HELD);
    private static final Cell RETRY_OR_GO_ON =
            takes(Act.RESUMES, ONLY_THE_TEAM_COMMANDS, A_PREPARATION_FAILED_OR_IT_IS_HELD);
    private static final Cell TRY_AGAIN = takes(Act.RESUMES, ONLY_THE_TEAM_COMMANDS);
    private static final Cell NEW_DATE = takes(
            Act.MOVES,
            ONLY_THE_TEAM_COMMANDS,
            ONLY_APPROVERS_DECIDE,
            A_MOVE_IS_AHEAD,
            THE_TARGET_IS_FREE,
            EARLIER_GROUPS_OF_A_WAVE_COME_FIRST,
            NO_BLACKOUT);
    private static final Cell NEW_PLAN =
            takes(Act.REPLANS, ONLY_THE_TEAM_COMMANDS, ONLY_APPROVERS_DECIDE, THE_PLAN_HAS_CHANGED);
    private static final Cell OVERRIDING =
            takes(Act.OVERRIDES, ONLY_THE_TEAM_COMMANDS, ONLY_THE_PLAN_S_ROLE_OVERRIDES, THE_CRITERION_IS_MISSING);
    private static final Cell ANSWER = takes(Act.ANSWERS, ONLY_THE_TEAM_COMMANDS, SOMEBODY_ASKED);
    private static final Cell MENDING =
            takes(Act.MENDS, ONLY_THE_TEAM_COMMANDS, NOTHING_IS_BEING_MENDED, MENDING_HAS_BOUNDS);
    private static final Cell LET =
            takes(Act.LETS_GO_ON, ONLY_THE_TEAM_COMMANDS, SOMETHING_IS_PROPOSED, ONLY_APPROVERS_DECIDE);
    private static final Cell DOING = takes(Act.FINISHES, ONLY_THE_TEAM_COMMANDS, SOMETHING_IS_TO_BE_DONE);
    private static final Cell SKIPPING =
            takes(Act.SKIPS, ONLY_THE_TEAM_COMMANDS, THE_STEP_IS_OPEN, ONLY_THE_PLAN_S_ROLES_SKIP);
    private static final Cell SKIPPING_WHAT_FAILED = takes(
            Act.SKIPS,
            ONLY_THE_TEAM_COMMANDS,
            THE_STEP_IS_OPEN,
            IT_IS_THE_STEP_THAT_FAILED,
            ONLY_THE_PLAN_S_ROLES_SKIP);
    private static final Cell BUG_REPORT = takes(Act.REPORTS_A_BUG, ONLY_THE_TEAM_COMMANDS, A_SHARE_IS_A_PERCENTAGE);
    private static final Cell CARE = takes(Act.TAKES_CARE, ONLY_THE_TEAM_COMMANDS, SOMEBODY_IS_CALLED);
    private static final Cell REHEARSAL = takes(
            Act.REHEARSES,
            ONLY_THE_TEAM_COMMANDS,
            THE_PLAN_REHEARSES,
            GO_IS_NOT_DECIDED,
            NOTHING_IS_HELD,
            NO_STEP_IS_AT_WORK);
    private static final Cell LONGER =
            takes(Act.EXTENDS, ONLY_THE_TEAM_COMMANDS, ONLY_APPROVERS_DECIDE, AN_EXTENSION_HAS_BOUNDS);
    private static final Cell ROLL_BACK =
            takes(Act.ROLLS_BACK, ONLY_THE_TEAM_COMMANDS, ONLY_SOME_ROLL_BACK, A_RUNG_IS_THERE);

    private static final Map<Stage, Map<CommandKind, Cell>> CELLS = cells();

    static final List<Transition> TRANSITIONS = List.of(
            new Transition(Stage.NOT_SCHEDULED, WindowEvent.WindowScheduled.class, Stage.SCHEDULED),
            new Transition(Stage.SCHEDULED, WindowEvent.DecisionOpened.class, Stage.DECIDING),
            new Transition(Stage.SCHEDULED, WindowEvent.WindowPostponed.class, Stage.POSTPONED),
            new Transition(Stage.SCHEDULED, WindowEvent.WindowCancelled.class, Stage.CANCELLED),
            new Transition(Stage.DECIDING, WindowEvent.WindowOpened.class, Stage.IN_PROGRESS),
            new Transition(Stage.DECIDING, WindowEvent.WindowPostponed.class, Stage.POSTPONED),
            new Transition(Stage.DECIDING, WindowEvent.WindowCancelled.class, Stage.CANCELLED),
            new Transition(Stage.DECIDING, WindowEvent.WindowMoved.class, Stage.SCHEDULED),
            new Transition(Stage.POSTPONED, WindowEvent.WindowMoved.class, Stage.SCHEDULED),
            new Transition(Stage.POSTPONED, WindowEvent.WindowCancelled.class, Stage.CANCELLED),
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
        cells.put(Stage.NOT_SCHEDULED, Row.refusing(NO_SUCH_WINDOW).with(SCHEDULE, new Cell.Schedules()));
        cells.put(Stage.SCHEDULED, prepared().with(GO, refuses(DECISION_NOT_OPEN)));
        cells.put(
                Stage.DECIDING,
                prepared()
                        .with(GO, APPROVE)
                        .with(RESUME, RETRY_OR_GO_ON)
                        .with(RETRY, RETRY_OR_GO_ON)
                        .with(DONE, DOING)
                        .with(SKIP, SKIPPING)
                        .with(ACKNOWLEDGE, CARE));
        cells.put(
                Stage.IN_PROGRESS,
                open().with(ROLLBACK, ROLL_BACK).with(GO_ON, LET).with(BUG, BUG_REPORT));
        cells.put(
                Stage.WATCHING,
                open().with(ROLLBACK, ROLL_BACK).with(GO_ON, LET).with(BUG, BUG_REPORT));
        cells.put(Stage.ROLLING_BACK, open().with(ROLLBACK, refuses(ROLLING_BACK_ALREADY)));
        cells.put(
                Stage.NEEDS_PERSON,
                open().with(HOLD, refuses(WAITS_FOR_A_PERSON))
                        .with(RESUME, TRY_AGAIN)
                        .with(RETRY, TRY_AGAIN)
                        .with(FIX, MENDING)
                        .with(SKIP, SKIPPING_WHAT_FAILED)
                        .with(ROLLBACK, ROLL_BACK)
                        .with(BUG, BUG_REPORT));
        cells.put(Stage.COMPLETED, over().with(DONE, DOING).with(BUG, BUG_REPORT));
        cells.put(Stage.ROLLED_BACK, over().with(DONE, DOING).with(ROLLBACK, refuses(ROLLED_BACK_ALREADY)));
        cells.put(Stage.POSTPONED, over().with(MOVE, NEW_DATE).with(CANCEL, GIVE_UP));
        cells.put(Stage.CANCELLED, over());
        return cells;
    }

    /** Before the window opens: its date, its plan and its criteria may still change. */
    private static Row prepared() {
        return Row.refusing(NOTHING_AT_WORK)
                .with(SCHEDULE, refuses(SCHEDULED_ALREADY))
                .with(NO_GO, POSTPONE)
                .with(ATTEST, ATTESTATION)
                .with(HOLD, HOLDING)
                .with(RESUME, GO_ON_HELD)
                .with(REHEARSE, REHEARSAL)
                .with(EXTEND, refuses(NOT_OPEN_YET))
                .with(ROLLBACK, refuses(NOTHING_TO_ROLL_BACK))
                .with(CANCEL, GIVE_UP)
                .with(MOVE, NEW_DATE)
                .with(REPLAN, NEW_PLAN)
                .with(OVERRIDE, OVERRIDING)
                .with(AVAILABLE, ANSWER);
    }

    private static Row open() {
        return Row.refusing(OPENED_ALREADY)
                .with(SCHEDULE, refuses(SCHEDULED_ALREADY))
                .with(HOLD, HOLDING)
                .with(RESUME, GO_ON_HELD)
                .with(EXTEND, LONGER)
                .with(RETRY, refuses(NOTHING_FAILED))
                .with(FIX, refuses(NOTHING_FAILED))
                .with(GO_ON, refuses(NOTHING_PROPOSED))
                .with(DONE, DOING)
                .with(SKIP, SKIPPING)
                .with(ACKNOWLEDGE, CARE);
    }

    private static Row over() {
        return Row.refusing(WINDOW_IS_OVER).with(SCHEDULE, refuses(SCHEDULED_ALREADY));
    }

    /** What one stage says to every kind of command: the same refusal, but for those that it names. */
    private static final class Row extends EnumMap<CommandKind, Cell> {
        private static final long serialVersionUID = 1;

        private Row() {
            super(CommandKind.class);
        }

        static Row refusing(Refusal refusal) {
            Row row = new Row();
            for (CommandKind kind : CommandKind.values()) {
                row.put(kind, refuses(refusal));
            }
            return row;
        }

        Row with(CommandKind kind, Cell cell) {
            put(kind, cell);
            return this;
        }
    }

    private static Cell takes(Act act, NamedRule... rules) {
        return new Cell.Takes(act, Arrays.asList(rules));
    }

    private static Cell refuses(Refusal refusal) {
        return new Cell.Refuses(refusal);
    }
}
