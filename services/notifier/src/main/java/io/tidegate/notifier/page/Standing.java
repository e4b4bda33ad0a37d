package io.tidegate.notifier.page;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import java.util.Locale;

/** Where a maintenance stands, as it is told to the public. */
public enum Standing {
    SCHEDULED("Scheduled", Tone.CALM),
    IN_PROGRESS("In progress", Tone.WORK),
    DELAYED("Delayed", Tone.WARNING),
    UNDOING("Being rolled back", Tone.WARNING),
    /** The work is done and the application open; the team can still roll back. */
    WATCHED("Open again", Tone.GOOD),
    COMPLETED("Completed", Tone.GOOD),
    ROLLED_BACK("Rolled back", Tone.WARNING),
    POSTPONED("Postponed", Tone.CALM),
    CANCELLED("Cancelled", Tone.CALM);

    /** How it looks at a glance. */
    public enum Tone {
        GOOD,
        CALM,
        WORK,
        WARNING;

        /** As it stands in class names and JSON. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String words;
    private final Tone tone;

    Standing(String words, Tone tone) {
        this.words = words;
        this.tone = tone;
    }

    public static Standing of(Window window) {
        return switch (window.status()) {
            case SCHEDULED, DECIDING -> SCHEDULED;
            case IN_PROGRESS -> window.overran() ? DELAYED : IN_PROGRESS;
            case NEEDS_PERSON -> DELAYED;
            case ROLLING_BACK -> UNDOING;
            case WATCHING -> WATCHED;
            case COMPLETED -> COMPLETED;
            case ROLLED_BACK -> ROLLED_BACK;
            case POSTPONED -> POSTPONED;
            case CANCELLED -> CANCELLED;
        };
    }

    /**
     * What a notice said. A window is complete when its log says so: the notice of that name goes out on reopening,
     * when a rollback is still possible.
     */
    static Standing of(Plan.Template template, Status status) {
        return switch (template) {
            case ANNOUNCE, REMINDER, STARTING, MOVED -> SCHEDULED;
            case IN_PROGRESS -> IN_PROGRESS;
            case EXTENDED, DELAYED -> DELAYED;
            case COMPLETE -> status == Status.COMPLETED ? COMPLETED : WATCHED;
            case ROLLING_BACK -> UNDOING;
            case ROLLED_BACK -> ROLLED_BACK;
            case POSTPONED -> POSTPONED;
            case CANCELLED -> CANCELLED;
        };
    }

    /** Work goes on, or is being watched. */
    public boolean isOpen() {
        return switch (this) {
            case IN_PROGRESS, DELAYED, UNDOING, WATCHED -> true;
            case SCHEDULED, COMPLETED, ROLLED_BACK, POSTPONED, CANCELLED -> false;
        };
    }

    /** Nothing will change any more. */
    public boolean isOver() {
        return switch (this) {
            case COMPLETED, ROLLED_BACK, POSTPONED, CANCELLED -> true;
            case SCHEDULED, IN_PROGRESS, DELAYED, UNDOING, WATCHED -> false;
        };
    }

    /** The banner's one line about a maintenance of that title. */
    public String banner(String title) {
        return switch (this) {
            case SCHEDULED -> "Planned maintenance: " + title;
            case IN_PROGRESS -> "Maintenance in progress: " + title;
            case DELAYED -> "Maintenance is taking longer than planned: " + title;
            case UNDOING -> "Maintenance in progress: " + title + " is being rolled back";
            case WATCHED -> "Open again after maintenance: " + title;
            case COMPLETED -> "Maintenance complete: " + title;
            case ROLLED_BACK -> title + " was rolled back: everything is as it was before";
            case POSTPONED -> "Maintenance postponed: " + title;
            case CANCELLED -> "Maintenance cancelled: " + title;
        };
    }

    public String words() {
        return words;
    }

    public Tone tone() {
        return tone;
    }

    /** As it stands in JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
