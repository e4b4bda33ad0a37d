package io.tidegate.contracts.window;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.StatusLine.Mark;
import java.util.Optional;

/** The lines that events of preparation are worth. */
final class PreparationLine {
    private PreparationLine() {}

    static Optional<StatusLine> of(LoggedEvent logged, Window window, WindowEvent.OfPreparation prepares) {
        String who = logged.actor().label();
        return switch (prepares) {
            case WindowEvent.WindowMoved event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        who + " moves the window to "
                                + StatusLine.local(window, event.startsAt(), "EEE d MMM yyyy HH:mm z") + ": "
                                + StatusLine.sentence(event.reason())
                                + " What was measured, attested and approved is void.");
            case WindowEvent.ScheduleWarned event ->
                line(logged, window, Mark.WARNING, StatusLine.sentence(event.text()));
            case WindowEvent.PlanDiffers event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        event.planHash().equals(window.planHash())
                                ? "The plan's file is again what this window was scheduled with. Go is to be said anew."
                                : "The plan's file has changed since this window was scheduled, and approvals are void."
                                        + " Take the change over with /migration replan, or go with the plan as it was.");
            case WindowEvent.PlanChanged event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        who + " takes over the changed plan ("
                                + event.planHash().substring(0, 12)
                                + "). What was measured, attested and approved is void.");
            case WindowEvent.ApprovalsVoided event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        "Approvals are void: " + StatusLine.sentence(event.reason()) + " Go is to be said anew.");
            case WindowEvent.CriterionOverridden event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        who + " (" + event.role() + ") overrides \""
                                + StatusLine.criterion(window, event.criterion()) + "\": "
                                + StatusLine.sentence(event.reason()));
            case WindowEvent.MeasurementExpired event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        StatusLine.title(window, event.step()) + ": its result is too old and is measured again.");
            case WindowEvent.AvailabilityAsked event ->
                line(
                        logged,
                        window,
                        Mark.WAITING,
                        nameOf(window, event.person()) + " (" + event.role()
                                + ") is asked whether they will be there.");
            case WindowEvent.AvailabilityAnswered event ->
                line(
                        logged,
                        window,
                        event.available() ? Mark.DONE : Mark.WARNING,
                        who + " (" + event.role() + ") "
                                + (event.available()
                                        ? "will be there."
                                        : "will not be there: " + StatusLine.sentence(event.reason())));
        };
    }

    private static String nameOf(Window window, String person) {
        return window.plan().names().getOrDefault(person, person);
    }

    private static Optional<StatusLine> line(LoggedEvent logged, Window window, Mark mark, String action) {
        return StatusLine.line(logged, window, mark, action);
    }
}
