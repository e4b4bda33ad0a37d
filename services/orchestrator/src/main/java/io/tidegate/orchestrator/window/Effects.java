package io.tidegate.orchestrator.window;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.Message;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.task.Task;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import java.util.Optional;

/** What an agent must be told because of an event. Its id says which attempt it is about: told twice, it is one task. */
public final class Effects {
    private Effects() {}

    /** @param window the state after the event */
    public static Optional<Message<Task>> of(LoggedEvent logged, Window window) {
        return switch (logged.event()) {
            case WindowEvent.StepRequested requested ->
                isManual(requested, window.plan()) ? Optional.empty() : Optional.of(runs(logged, requested, window));
            case WindowEvent.StepFailed failed ->
                // The agent's own failure needs no cancelling: the attempt has ended there. Nor does a person's.
                logged.actor().kind() == Actor.Kind.AGENT || isManual(failed, window.plan())
                        ? Optional.empty()
                        : Optional.of(cancels(logged, failed, window.plan()));
            case WindowEvent event -> Optional.empty();
        };
    }

    private static boolean isManual(WindowEvent.OfStep event, Plan plan) {
        return plan.step(event.step()).filter(Plan.Step::isManual).isPresent();
    }

    private static Message<Task> runs(LoggedEvent logged, WindowEvent.StepRequested requested, Window window) {
        Plan plan = window.plan();
        Plan.Step step = plan.step(requested.step()).orElseThrow();
        Task task = new Task.RunStep(
                plan.name(),
                plan.target(),
                step.id(),
                requested.attempt(),
                requested.deadline(),
                step.run(),
                new Task.RunStep.Opening(window.startsAt(), plan.window().zone()));
        return task(logged, attemptId(logged, requested), task);
    }

    private static Message<Task> cancels(LoggedEvent logged, WindowEvent.StepFailed failed, Plan plan) {
        Task task = new Task.CancelStep(plan.target(), failed.step(), failed.attempt(), failed.reason());
        return task(logged, attemptId(logged, failed) + "/cancel", task);
    }

    private static String attemptId(LoggedEvent logged, WindowEvent.OfStep event) {
        return logged.window() + "/" + event.step() + "/" + event.attempt();
    }

    private static Message<Task> task(LoggedEvent logged, String id, Task task) {
        return new Message<>(id, logged.window(), logged.time(), Actor.orchestrator(), task);
    }
}
