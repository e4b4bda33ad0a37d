package io.tidegate.slackbot.request;

import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;

/** Which windows a wish can be meant for where none was named, or a whole wave was. Whether it is granted others decide. */
final class Suits {
    private Suits() {}

    static boolean wish(WindowCommand command, Window window) {
        return switch (command) {
            case WindowCommand.Done done ->
                Question.of(window).stream()
                        .anyMatch(question -> question.choices().contains("done"));
            case WindowCommand.Bug bug -> isInUse(window.status());
            case WindowCommand.Move move -> aNewDate(window.status());
            case WindowCommand.Cancel cancel -> aNewDate(window.status());
            case WindowCommand.Go go -> window.status() == Status.DECIDING;
            case WindowCommand.NoGo other -> isPrepared(window.status());
            case WindowCommand.Attest other -> isPrepared(window.status());
            case WindowCommand.OverrideCriterion other -> isPrepared(window.status());
            case WindowCommand.Rehearse other -> isPrepared(window.status());
            case WindowCommand.Replan other -> isPrepared(window.status());
            case WindowCommand.Available other ->
                isPrepared(window.status()) && !window.availability().isEmpty();
            case WindowCommand.Extend other -> window.status().isOpen();
            case WindowCommand.RollBack other -> window.status().isOpen();
            case WindowCommand.Retry other -> window.status().isOpen();
            case WindowCommand.Fix other -> window.status().isOpen();
            case WindowCommand.GoOn other -> window.status().isOpen();
            case WindowCommand.Skip other -> window.status().isOpen();
            case WindowCommand.Acknowledge other ->
                Question.of(window).stream()
                        .anyMatch(question -> question.urgent() && !question.isAcknowledged(window));
            case WindowCommand.Schedule other -> !window.status().isFinal();
            case WindowCommand.Hold other -> !window.status().isFinal();
            case WindowCommand.Resume other -> !window.status().isFinal();
        };
    }

    /** Its date, its plan and its criteria may still change. */
    private static boolean isPrepared(Status status) {
        return status == Status.SCHEDULED || status == Status.DECIDING;
    }

    /** Nothing is closed or changed yet. */
    static boolean aNewDate(Status status) {
        return switch (status) {
            case SCHEDULED, DECIDING, POSTPONED -> true;
            case IN_PROGRESS, WATCHING, COMPLETED, CANCELLED, ROLLING_BACK, ROLLED_BACK, NEEDS_PERSON -> false;
        };
    }

    /** Users have, or will have in a moment, what the window has made. */
    private static boolean isInUse(Status status) {
        return switch (status) {
            case IN_PROGRESS, WATCHING, COMPLETED, NEEDS_PERSON -> true;
            case SCHEDULED, DECIDING, POSTPONED, CANCELLED, ROLLING_BACK, ROLLED_BACK -> false;
        };
    }
}
