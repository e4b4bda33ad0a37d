package io.tidegate.scenarios.rig;

import io.tidegate.contracts.Fact;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What the agent makes of one attempt at a step: reports, each some time after the task came. */
public final class Script {
    /** @param after the attempt has started */
    record Line(Duration after, Function<Task.RunStep, Report> report) {}

    private final List<Line> lines = new ArrayList<>();

    private Script() {}

    /** Done after that long. */
    public static Script takes(Duration time, Fact... evidence) {
        return new Script()
                .then(
                        time,
                        run -> new Report.StepSucceeded(run.step(), run.attempt(), time.toMillis(), List.of(evidence)));
    }

    public static Script fails(Duration after, String code, String reason) {
        return new Script()
                .then(after, run -> new Report.StepFailed(run.step(), run.attempt(), code, reason, List.of()));
    }

    /** Starts, and never ends. */
    public static Script hangs() {
        return new Script();
    }

    public Script warning(Duration after, String code, String text) {
        return then(after, run -> new Report.StepWarned(run.step(), run.attempt(), code, text));
    }

    public Script progress(Duration after, int percent, String doing) {
        return then(after, run -> new Report.StepProgressed(run.step(), run.attempt(), percent, doing));
    }

    private Script then(Duration after, Function<Task.RunStep, Report> report) {
        lines.add(new Line(after, report));
        return this;
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }
}
