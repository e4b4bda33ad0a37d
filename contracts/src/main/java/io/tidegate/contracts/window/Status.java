package io.tidegate.contracts.window;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a window is in its life. */
public enum Status {
    SCHEDULED,
    DECIDING,
    IN_PROGRESS,
    WATCHING,
    COMPLETED,
    POSTPONED,
    CANCELLED,
    ROLLING_BACK,
    ROLLED_BACK,
    /** A step failed where the plan asks for a person, or a rollback itself failed. */
    NEEDS_PERSON;

    /** Nothing happens to the window any more. */
    public boolean isFinal() {
        return switch (this) {
            case COMPLETED, POSTPONED, CANCELLED, ROLLED_BACK -> true;
            case SCHEDULED, DECIDING, IN_PROGRESS, WATCHING, ROLLING_BACK, NEEDS_PERSON -> false;
        };
    }

    /** The channel must hear something at the plan's cadence. */
    public boolean isOpen() {
        return switch (this) {
            case DECIDING, IN_PROGRESS, WATCHING, ROLLING_BACK, NEEDS_PERSON -> true;
            case SCHEDULED, COMPLETED, POSTPONED, CANCELLED, ROLLED_BACK -> false;
        };
    }

    /** As it stands in JSON and in texts: {@code in-progress}. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
