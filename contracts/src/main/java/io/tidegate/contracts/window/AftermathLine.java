package io.tidegate.contracts.window;

import static io.tidegate.contracts.window.StatusLine.line;
import static io.tidegate.contracts.window.StatusLine.sentence;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.StatusLine.Mark;
import java.util.Optional;

/** The lines that events of the time after a window are worth. */
final class AftermathLine {
    private AftermathLine() {}

    static Optional<StatusLine> of(LoggedEvent logged, Window window, WindowEvent.OfAftermath after) {
        return switch (after) {
            case WindowEvent.FollowUpDue event ->
                line(
                        logged,
                        window,
                        Mark.WAITING,
                        window.plan()
                                        .followUp(event.followUp())
                                        .map(Plan.FollowUp::role)
                                        .orElse("the team") + " looks after: "
                                + sentence(title(window, event.followUp())));
            case WindowEvent.FollowUpDone event ->
                line(
                        logged,
                        window,
                        Mark.DONE,
                        logged.actor().label() + " (" + event.role() + "): " + sentence(title(window, event.followUp()))
                                + (event.note().isBlank() ? "" : " " + sentence(event.note())));
            case WindowEvent.WindowClosed event ->
                line(logged, window, Mark.DONE, "Everything is looked after, and the window is closed.");
        };
    }

    private static String title(Window window, String followUp) {
        return window.plan().followUp(followUp).map(Plan.FollowUp::title).orElse(followUp);
    }
}
