package io.tidegate.slackbot.request;

import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;

/** Which windows a wish can be meant for where none was named. Whether it is granted others decide. */
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
            case WindowCommand.Schedule other -> !window.status().isFinal();
            case WindowCommand.Go other -> !window.status().isFinal();
            case WindowCommand.NoGo other -> !window.status().isFinal();
            case WindowCommand.Attest other -> !window.status().isFinal();
            case WindowCommand.Hold other -> !window.status().isFinal();
            case WindowCommand.Resume other -> !window.status().isFinal();
            case WindowCommand.Rehearse other -> !window.status().isFinal();
            case WindowCommand.Extend other -> !window.status().isFinal();
            case WindowCommand.RollBack other -> !window.status().isFinal();
            case WindowCommand.Replan other -> !window.status().isFinal();
            case WindowCommand.OverrideCriterion other -> !window.status().isFinal();
            case WindowCommand.Available other -> !window.status().isFinal();
            case WindowCommand.Retry other -> !window.status().isFinal();
            case WindowCommand.Fix other -> !window.status().isFinal();
            case WindowCommand.GoOn other -> !window.status().isFinal();
            case WindowCommand.Skip other -> !window.status().isFinal();
            case WindowCommand.Acknowledge other -> !window.status().isFinal();
        };
    }

    /** Of a wave's windows, those for which the wish has a meaning now: a go is said where it is decided. */
    static boolean ofWave(WindowCommand command, Window window) {
        return command instanceof WindowCommand.Go ? window.status() == Status.DECIDING : wish(command, window);
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
