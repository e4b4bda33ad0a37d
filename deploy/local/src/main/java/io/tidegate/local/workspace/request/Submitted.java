package io.tidegate.local.workspace.request;

import java.util.Map;

/**
 * What came of submitting a modal.
 *
 * @param status HTTP status of the bot's answer, 0 without one
 * @param error Slack's word for what went wrong on the way, empty when nothing did
 * @param errors by block, what is wrong with what was filled in
 * @param isOpen the modal is still there
 */
public record Submitted(boolean ok, int status, long millis, String error, Map<String, String> errors, boolean isOpen) {
    public Submitted {
        errors = Map.copyOf(errors);
    }

    /** Slack lets nobody send that; the bot does not hear of it. */
    static Submitted incomplete(Map<String, String> errors) {
        return new Submitted(false, 0, 0, "", errors, true);
    }

    /** “We had some trouble connecting. Try again?” */
    static Submitted trouble(int status, long millis, String error) {
        return new Submitted(false, status, millis, error, Map.of(), true);
    }
}
