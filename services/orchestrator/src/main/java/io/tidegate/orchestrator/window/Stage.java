package io.tidegate.orchestrator.window;

import io.tidegate.contracts.window.NotScheduled;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowState;

/** The rows of the life cycle: a window's {@link Status}, and the stage before there is one. */
enum Stage {
    NOT_SCHEDULED,
    SCHEDULED,
    DECIDING,
    IN_PROGRESS,
    WATCHING,
    COMPLETED,
    POSTPONED,
    CANCELLED,
    ROLLING_BACK,
    ROLLED_BACK,
    NEEDS_PERSON;

    static Stage of(WindowState state) {
        return switch (state) {
            case NotScheduled none -> NOT_SCHEDULED;
            case Window window -> of(window.status());
        };
    }

    static Stage of(Status status) {
        return switch (status) {
            case SCHEDULED -> SCHEDULED;
            case DECIDING -> DECIDING;
            case IN_PROGRESS -> IN_PROGRESS;
            case WATCHING -> WATCHING;
            case COMPLETED -> COMPLETED;
            case POSTPONED -> POSTPONED;
            case CANCELLED -> CANCELLED;
            case ROLLING_BACK -> ROLLING_BACK;
            case ROLLED_BACK -> ROLLED_BACK;
            case NEEDS_PERSON -> NEEDS_PERSON;
        };
    }

    boolean isFinal() {
        return switch (this) {
            case COMPLETED, CANCELLED, ROLLED_BACK -> true;
            case NOT_SCHEDULED, SCHEDULED, DECIDING, IN_PROGRESS, WATCHING, POSTPONED, ROLLING_BACK, NEEDS_PERSON ->
                false;
        };
    }

    /** As it stands in the documentation: {@code in progress}. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
