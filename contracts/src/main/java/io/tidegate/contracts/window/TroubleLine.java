package io.tidegate.contracts.window;

import static io.tidegate.contracts.window.StatusLine.line;
import static io.tidegate.contracts.window.StatusLine.local;
import static io.tidegate.contracts.window.StatusLine.sentence;
import static io.tidegate.contracts.window.StatusLine.took;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.StatusLine.Mark;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lines that events of trouble are worth. */
final class TroubleLine {
    private TroubleLine() {}

    static Optional<StatusLine> of(LoggedEvent logged, Window window, WindowEvent.OfTrouble trouble) {
        String who = logged.actor().label();
        return switch (trouble) {
            case WindowEvent.FixStarted event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        "Time to mend it until " + local(window, event.until(), "HH:mm:ss") + ", "
                                + took(Duration.between(logged.time(), event.until())
                                        .toMillis())
                                + (event.thenRollBack() ? StatusLine.afterwards(window) : "")
                                // What failed was said when a person was asked.
                                + (event.reason().equals(window.trouble()) ? "." : ": " + sentence(event.reason())));
            case WindowEvent.FixRanOut event -> line(logged, window, Mark.FAILED, "The time to mend it is over.");
            case WindowEvent.OverrunForecast event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        "It will be open again about " + local(window, event.forecastEnd(), "HH:mm")
                                + ", after the planned end, " + local(window, event.plannedEnd(), "HH:mm") + ".");
            case WindowEvent.MilestoneMissed event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        StatusLine.title(window, event.step()) + " is not done by "
                                + local(window, event.by(), "HH:mm") + ", as the plan has it. Open again about "
                                + local(window, event.forecastEnd(), "HH:mm") + ".");
            case WindowEvent.NoReturnPassed event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        "The point of no return has passed: a rollback that begins now ends after the planned end, "
                                + local(window, event.plannedEnd(), "HH:mm") + ".");
            case WindowEvent.ProposalMade event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        sentence(event.reason()) + " Choose: " + choices(event.choices()) + ".");
            case WindowEvent.ProposalDeclined event ->
                line(logged, window, Mark.DONE, who + " lets it go on: " + sentence(event.reason()));
            case WindowEvent.BugReported event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        who + " reports a fault" + extent(event) + ": " + sentence(event.text()));
            case WindowEvent.WindowStalled event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        "No progress since " + local(window, event.since(), "HH:mm:ss")
                                + (event.step() == null
                                        ? ""
                                        : "; " + StatusLine.title(window, event.step()) + " blocks")
                                + ". Choose: " + choices(event.choices()) + ".");
            case WindowEvent.Escalated event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        (event.question().equals(Question.DECISION)
                                        ? "Not decided yet: level "
                                        : "Nobody has answered: level ")
                                + event.level() + " is called, " + String.join(" and ", event.roles()) + ". "
                                + sentence(event.text()));
            case WindowEvent.EscalationAcknowledged event ->
                line(logged, window, Mark.DONE, who + " takes care of it.");
            case WindowEvent.EscalationDelivered event ->
                event.failed() == 0
                        ? Optional.empty()
                        : line(
                                logged,
                                window,
                                Mark.WARNING,
                                "Level " + event.level() + " could not be called by "
                                        + event.channel().name().toLowerCase(Locale.ROOT) + ": "
                                        + sentence(event.detail()));
            case WindowEvent.StatusMissed event ->
                line(
                        logged,
                        window,
                        Mark.WARNING,
                        "A status line was due at " + local(window, event.due(), "HH:mm:ss") + " and is late by "
                                + took(event.lateMs()) + ".");
        };
    }

    private static String extent(WindowEvent.BugReported event) {
        String share = event.share() == null ? "" : " that affects " + event.share() + " % of the users";
        return event.corruption() ? share + ", and data is being damaged" : share;
    }

    private static String choices(List<String> choices) {
        return String.join(" or ", choices);
    }
}
