package io.tidegate.orchestrator.window;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.PayloadTypes;
import io.tidegate.contracts.log.HashChain;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Evolve;
import io.tidegate.contracts.window.NotScheduled;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.Window.NoticeState;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.contracts.window.WindowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happens to a window in one decision: the events so far, and the state that they lead to. A notice that a moment
 * of the plan calls for follows directly on the event that is that moment.
 */
final class Course {
    private final Actor actor;
    private final Instant now;
    private final List<WindowEvent> events = new ArrayList<>();
    private WindowState state;

    Course(WindowState state, Actor actor, Instant now) {
        this.state = state;
        this.actor = actor;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    Window window() {
        return switch (state) {
            case Window window -> window;
            case NotScheduled none -> throw new IllegalStateException("the window is not scheduled");
        };
    }

    List<WindowEvent> events() {
        return events;
    }

    Decision.Accepted accepted() {
        return new Decision.Accepted(events);
    }

    void happens(WindowEvent event) {
        events.add(event);
        state = Evolve.evolve(state, draft(event));
        momentOf(event).ifPresent(this::requestNoticesOn);
    }

    void requestNotice(String id) {
        NoticeState notice = window().notices().get(id);
        if (notice != null && notice.progress() == NoticeState.Progress.WAITING) {
            happens(new WindowEvent.NoticeRequested(id, notice.rounds() + 1));
        }
    }

    private void requestNoticesOn(Plan.Moment moment) {
        Window before = window();
        before.plan().notices().stream()
                .filter(notice -> notice.on() == moment)
                .filter(notice -> moment != Plan.Moment.MOVED
                        || notice.audiences().stream().anyMatch(before::wasTold))
                .forEach(notice -> {
                    if (moment.isToldEachTime()) {
                        happens(new WindowEvent.NoticeRequested(notice.id(), before.roundOf(notice.id()) + 1));
                    } else {
                        requestNotice(notice.id());
                    }
                });
    }

    /** The event with its time and actor, which is all of the envelope that the state depends on. */
    private LoggedEvent draft(WindowEvent event) {
        return new LoggedEvent(
                "",
                "",
                events.size(),
                PayloadTypes.nameOf(event),
                now,
                actor,
                "",
                HashChain.GENESIS,
                event,
                "",
                HashChain.GENESIS);
    }

    private static Optional<Plan.Moment> momentOf(WindowEvent event) {
        return Optional.ofNullable(
                switch (event) {
                    case WindowEvent.WindowOpened opened -> Plan.Moment.OPENED;
                    case WindowEvent.WindowReopened reopened -> Plan.Moment.REOPENED;
                    case WindowEvent.WindowOverran overran -> Plan.Moment.OVERRAN;
                    case WindowEvent.WindowExtended extended -> Plan.Moment.EXTENDED;
                    case WindowEvent.PersonNeeded needed -> Plan.Moment.PERSON_NEEDED;
                    case WindowEvent.RollbackStarted started -> Plan.Moment.ROLLING_BACK;
                    case WindowEvent.WindowRolledBack back -> Plan.Moment.ROLLED_BACK;
                    case WindowEvent.WindowPostponed postponed -> Plan.Moment.POSTPONED;
                    case WindowEvent.WindowCancelled cancelled -> Plan.Moment.CANCELLED;
                    case WindowEvent.WindowMoved moved -> Plan.Moment.MOVED;
                    case WindowEvent.OfPreparation e -> null;
                    case WindowEvent.OfTrouble e -> null;
                    case WindowEvent.OfAftermath e -> null;
                    case WindowEvent.WindowScheduled e -> null;
                    case WindowEvent.CommandRefused e -> null;
                    case WindowEvent.NoticeRequested e -> null;
                    case WindowEvent.NoticeSkipped e -> null;
                    case WindowEvent.NoticeDelivered e -> null;
                    case WindowEvent.DecisionOpened e -> null;
                    case WindowEvent.CriterionAttested e -> null;
                    case WindowEvent.ApprovalGiven e -> null;
                    case WindowEvent.GoDecided e -> null;
                    case WindowEvent.OfStep e -> null;
                    case WindowEvent.StepSkipped e -> null;
                    case WindowEvent.WindowHeld e -> null;
                    case WindowEvent.WindowResumed e -> null;
                    case WindowEvent.StatusReported e -> null;
                    case WindowEvent.WindowCompleted e -> null;
                    case WindowEvent.AgentWentSilent e -> null;
                    case WindowEvent.AgentCameBack e -> null;
                    case WindowEvent.HeadSigned e -> null;
                });
    }
}
