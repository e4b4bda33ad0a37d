package io.tidegate.cli.local;

import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Planned against actual, step by step. */
final class Summary {
    private Summary() {}

    static List<String> lines(Window window) {
        List<String> lines = new ArrayList<>();
        lines.add(row("step", "phase", "planned", "actual", ""));
        for (StepState step : window.steps()) {
            var planned = window.plan().step(step.id()).orElseThrow();
            if (step.progress() != StepState.Progress.WAITING) {
                Duration expected = planned.expected();
                Long took = step.durationMs();
                lines.add(row(
                        planned.title(),
                        planned.phase().label(),
                        expected == null ? "" : StatusLine.took(expected.toMillis()),
                        took == null ? "" : StatusLine.took(took),
                        step.progress().label()));
            }
        }
        return lines;
    }

    private static String row(String step, String phase, String planned, String actual, String progress) {
        return String.format(Locale.ROOT, "%-40s %-9s %9s %9s  %s", step, phase, planned, actual, progress)
                .stripTrailing();
    }
}
