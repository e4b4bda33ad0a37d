package io.tidegate.contracts.window;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window.Asked;
import io.tidegate.contracts.window.Window.NoticeState;
import io.tidegate.contracts.window.Window.Overridden;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The meaning of what prepares a window, until it opens. */
final class Preparation {
    private Preparation() {}

    static void evolve(WindowDraft draft, Window window, LoggedEvent logged, WindowEvent.OfPreparation prepares) {
        switch (prepares) {
            case WindowEvent.WindowMoved event -> {
                draft.expect(logged, Status.SCHEDULED, Status.DECIDING, Status.POSTPONED);
                draft.expectThat(logged, window.stepAtWork().isEmpty(), "a step is at work");
                draft.begunAnew();
                draft.status = Status.SCHEDULED;
                draft.movedAt = logged.time();
                draft.startsAt = event.startsAt();
                draft.endsAt = event.endsAt();
                draft.decisionAt = event.decisionAt();
                draft.warned = List.of();
                draft.overran = false;
                draft.notices = mayGoOutAgain(window);
            }
            case WindowEvent.ScheduleWarned event -> draft.expectNotOver(logged);
            case WindowEvent.PlanDiffers event -> {
                draft.expect(logged, Status.SCHEDULED, Status.DECIDING);
                boolean same = event.planHash().equals(window.planHash());
                draft.differingPlanHash = same ? null : event.planHash();
                draft.approvals = List.of();
                draft.went = false;
            }
            case WindowEvent.PlanChanged event -> {
                draft.expect(logged, Status.SCHEDULED, Status.DECIDING);
                draft.expectThat(logged, window.stepAtWork().isEmpty(), "a step is at work");
                changed(draft, window, event);
            }
            case WindowEvent.ApprovalsVoided event -> {
                draft.expect(logged, Status.SCHEDULED, Status.DECIDING);
                draft.approvals = List.of();
                draft.went = false;
            }
            case WindowEvent.CriterionOverridden event -> {
                draft.expect(logged, Status.SCHEDULED, Status.DECIDING);
                draft.expectThat(
                        logged,
                        window.plan()
                                .criterion(event.criterion())
                                .filter(criterion -> event.role().equals(criterion.override()))
                                .isPresent(),
                        "the plan has no criterion " + event.criterion() + " that " + event.role() + " may override");
                draft.overrides = WindowDraft.with(
                        window.overrides(),
                        event.criterion(),
                        new Overridden(event.role(), logged.actor(), logged.time(), event.reason()));
            }
            case WindowEvent.MeasurementExpired event -> {
                draft.expect(logged, Status.SCHEDULED, Status.DECIDING);
                draft.expectThat(
                        logged,
                        window.plan()
                                .step(event.step())
                                .filter(step -> step.phase() == Phase.PREPARE)
                                .isPresent(),
                        "step " + event.step() + " measures nothing for the decision");
                draft.step(logged, event.step(), step -> {
                    draft.expectThat(logged, !step.isAtWork(), "step " + event.step() + " is at work");
                    return step.anew();
                });
            }
            case WindowEvent.AvailabilityAsked event -> {
                draft.expect(logged, Status.SCHEDULED, Status.DECIDING);
                draft.availability = WindowDraft.with(
                        window.availability(),
                        event.role(),
                        new Asked(event.person(), logged.time(), null, null, null));
            }
            case WindowEvent.AvailabilityAnswered event -> {
                draft.expect(logged, Status.SCHEDULED, Status.DECIDING);
                Asked asked = window.availability().get(event.role());
                draft.expectThat(logged, asked != null, "nobody asked " + event.role());
                if (asked != null) {
                    draft.availability = WindowDraft.with(
                            window.availability(),
                            event.role(),
                            new Asked(asked.person(), asked.at(), event.available(), logged.actor(), event.reason()));
                }
            }
        }
        draft.heardAt = logged.time();
    }

    /** What was to go out at a time is to go out again, by the new date; and so is what an end has said. */
    private static Map<String, NoticeState> mayGoOutAgain(Window window) {
        Map<String, NoticeState> notices = new LinkedHashMap<>();
        window.notices().forEach((id, state) -> {
            boolean moved = window.plan()
                    .notice(id)
                    .filter(notice -> notice.on() == Plan.Moment.MOVED)
                    .isPresent();
            notices.put(id, moved ? state : waiting(state.rounds()));
        });
        return notices;
    }

    private static NoticeState waiting(int rounds) {
        return new NoticeState(NoticeState.Progress.WAITING, null, Map.of(), null, rounds);
    }

    /** Steps and notices of the same id keep their count of attempts and rounds; notices that went out stay so. */
    private static void changed(WindowDraft draft, Window window, WindowEvent.PlanChanged event) {
        Plan plan = event.plan();
        draft.begunAnew();
        draft.plan = plan;
        draft.planHash = event.planHash();
        draft.differingPlanHash = null;
        draft.endsAt = window.startsAt().plus(plan.window().length());
        draft.steps = Stream.concat(plan.steps().stream(), plan.rollback().stream())
                .map(step -> window.step(step.id()).map(StepState::anew).orElseGet(() -> StepState.waiting(step.id())))
                .toList();
        Map<String, NoticeState> notices = new LinkedHashMap<>();
        plan.notices()
                .forEach(notice -> notices.put(notice.id(), window.notices().getOrDefault(notice.id(), waiting(0))));
        draft.notices = notices;
    }
}
