package io.tidegate.orchestrator.live;

import static io.tidegate.orchestrator.live.Rig.LEAD;
import static io.tidegate.orchestrator.live.Rig.OWNER;
import static org.awaitility.Awaitility.await;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.WindowCommand.Go;
import io.tidegate.contracts.window.WindowCommand.Schedule;
import io.tidegate.contracts.window.WindowEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The smallest window that has everything: commands, timers, a task and its reports, a notice, an end. Whoever plays it
 * says or does the next thing only once the last one's effect is on Kafka, so that its log is the same every time.
 */
final class ShortWindow {
    /** When its story begins. */
    static final Instant BEGIN = Instant.parse("2026-11-01T05:00:00Z");

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration UNTIL_DECISION = Duration.ofSeconds(50);
    private static final Duration UNTIL_START = Duration.ofSeconds(10);
    private static final Duration UNTIL_END = Duration.ofSeconds(1);

    /** What comes to the window from outside, in this order. */
    enum Turn {
        SCHEDULE,
        DECISION_DUE,
        GO_OF_THE_LEAD,
        GO_OF_THE_OWNER,
        START_DUE,
        STARTED,
        SUCCEEDED,
        NOTICE_DELIVERED,
        END_DUE
    }

    private final String id = "short-" + UUID.randomUUID();
    private final Wire wire;
    private final Consumer<Duration> pass;
    private final Runnable tend;

    /**
     * @param pass lets time go by
     * @param tend is called again and again while an effect is waited for
     */
    ShortWindow(Wire wire, Consumer<Duration> pass, Runnable tend) {
        this.wire = wire;
        this.pass = pass;
        this.tend = tend;
    }

    String id() {
        return id;
    }

    /** From the first turn to the last. */
    void play() {
        play(turn -> {});
    }

    /** @param meanwhile after a turn is said or done, before its effect is waited for */
    void play(Consumer<Turn> meanwhile) {
        for (Turn turn : Turn.values()) {
            comes(turn);
            meanwhile.accept(turn);
            until(() -> hasEffect(turn));
        }
    }

    void until(BooleanSupplier condition) {
        soon(() -> {
            tend.run();
            return condition.getAsBoolean();
        });
    }

    static void soon(BooleanSupplier condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(condition::getAsBoolean);
    }

    private void comes(Turn turn) {
        Actor agent = Actor.agent(Wire.TARGET);
        switch (turn) {
            case SCHEDULE ->
                wire.command(
                        id + "/schedule",
                        id,
                        LEAD,
                        new Schedule("short", BEGIN.plus(UNTIL_DECISION).plus(UNTIL_START), "C1"));
            case DECISION_DUE -> pass.accept(UNTIL_DECISION);
            case GO_OF_THE_LEAD -> wire.command(id + "/go-lead", id, LEAD, new Go());
            case GO_OF_THE_OWNER -> wire.command(id + "/go-owner", id, OWNER, new Go());
            case START_DUE -> pass.accept(UNTIL_START);
            case STARTED -> wire.report(id + "/started", id, agent, new Report.StepStarted("migrate", 1));
            case SUCCEEDED ->
                wire.report(id + "/succeeded", id, agent, new Report.StepSucceeded("migrate", 1, 5, List.of()));
            case NOTICE_DELIVERED ->
                wire.report(
                        id + "/delivered",
                        id,
                        Actor.notifier(),
                        new Report.NoticeDelivered("complete", 1, "users", Plan.Medium.EMAIL, 1, 0, 0, ""));
            case END_DUE -> pass.accept(UNTIL_END);
        }
    }

    private boolean hasEffect(Turn turn) {
        return switch (turn) {
            case SCHEDULE -> happened(WindowEvent.WindowScheduled.class, 1);
            case DECISION_DUE -> happened(WindowEvent.DecisionOpened.class, 1);
            case GO_OF_THE_LEAD -> happened(WindowEvent.ApprovalGiven.class, 1);
            case GO_OF_THE_OWNER -> happened(WindowEvent.GoDecided.class, 1);
            case START_DUE ->
                happened(WindowEvent.StepRequested.class, 1) && !wire.tasks(id).isEmpty();
            case STARTED -> happened(WindowEvent.StepStarted.class, 1);
            case SUCCEEDED -> happened(WindowEvent.NoticeRequested.class, 1);
            case NOTICE_DELIVERED -> happened(WindowEvent.NoticeDelivered.class, 1);
            case END_DUE -> happened(WindowEvent.WindowCompleted.class, 1);
        };
    }

    private boolean happened(Class<? extends WindowEvent> type, int times) {
        return wire.events(id).stream()
                        .filter(event -> type.isInstance(event.event()))
                        .count()
                >= times;
    }
}
