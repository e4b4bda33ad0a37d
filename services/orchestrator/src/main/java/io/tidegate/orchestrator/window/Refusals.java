package io.tidegate.orchestrator.window;

/** Refusals that depend on the stage alone. */
final class Refusals {
    static final Refusal NO_SUCH_WINDOW =
            new Refusal("no-such-window", "There is no such window.", "Schedule one with /migration schedule.");
    static final Refusal SCHEDULED_ALREADY = new Refusal(
            "scheduled-already", "A window of this id is scheduled already.", "Look at it with /migration status.");
    static final Refusal DECISION_NOT_OPEN = new Refusal(
            "decision-not-open", "The decision is not open yet.", "Say go once the decision point is reached.");
    static final Refusal OPENED_ALREADY = new Refusal(
            "opened-already",
            "The window has opened: work has begun.",
            "Stop it with /migration hold, or undo it with /migration rollback.");
    static final Refusal NOTHING_TO_ROLL_BACK = new Refusal(
            "nothing-to-roll-back",
            "The window has not opened, so there is nothing to roll back.",
            "Give it up with /migration cancel.");
    static final Refusal NOT_OPEN_YET = new Refusal(
            "not-open-yet",
            "The window has not opened, so its end stays as the plan says.",
            "Give it up with /migration cancel, and schedule one with a longer plan.");
    static final Refusal NOTHING_AT_WORK = new Refusal(
            "nothing-at-work",
            "The window has not opened, so nothing is at work yet.",
            "Wait for its start, or give it up with /migration cancel.");
    static final Refusal NOTHING_FAILED = new Refusal(
            "nothing-failed",
            "Nothing has failed, so there is nothing to mend or to try again.",
            "Stop it with /migration hold, or undo it with /migration rollback.");
    static final Refusal NOTHING_PROPOSED =
            new Refusal("nothing-proposed", "Nothing is proposed.", "Nothing needs to be done.");
    static final Refusal ROLLING_BACK_ALREADY = new Refusal(
            "rolling-back-already", "The window is being rolled back already.", "Nothing needs to be done.");
    static final Refusal WAITS_FOR_A_PERSON = new Refusal(
            "waits-for-a-person",
            "No step is handed out: the window waits for a person.",
            "Choose /migration resume or /migration rollback.");
    static final Refusal WINDOW_IS_OVER =
            new Refusal("window-is-over", "The window is over.", "Schedule a new one with /migration schedule.");
    static final Refusal ROLLED_BACK_ALREADY = new Refusal(
            "rolled-back-already",
            "The window is rolled back already.",
            "Schedule a new one with /migration schedule.");

    private Refusals() {}
}
