package io.tidegate.notifier.page;

import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One part of the work, in words for people who wait for it. */
public record PhaseMark(String name, Progress progress) {

    /** How far that part is. */
    public enum Progress {
        DONE,
        NOW,
        NEXT;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Empty unless the work goes forward: of a rollback nobody can say how far it is. */
    static List<PhaseMark> of(Window window) {
        if (window.status() != Status.IN_PROGRESS && window.status() != Status.WATCHING) {
            return List.of();
        }
        List<PhaseMark> marks = new ArrayList<>();
        boolean allBefore = true;
        for (Phase phase : Phase.values()) {
            String name = name(phase);
            List<StepState> steps = stepsOf(window, phase);
            if (name == null || steps.isEmpty()) {
                continue;
            }
            boolean done = steps.stream().allMatch(StepState::isSettled);
            marks.add(new PhaseMark(name, done ? Progress.DONE : allBefore ? Progress.NOW : Progress.NEXT));
            allBefore &= done;
        }
        return marks;
    }

    private static List<StepState> stepsOf(Window window, Phase phase) {
        List<String> ids = window.plan().steps().stream()
                .filter(step -> step.phase() == phase)
                .map(Plan.Step::id)
                .toList();
        return window.steps().stream().filter(step -> ids.contains(step.id())).toList();
    }

    private static @Nullable String name(Phase phase) {
        return switch (phase) {
            case CLOSE -> "Close";
            case PROTECT -> "Back up";
            case MIGRATE -> "Update";
            case VERIFY -> "Check";
            case REOPEN -> "Reopen";
            case PREPARE, WATCH, ROLLBACK -> null;
        };
    }
}
