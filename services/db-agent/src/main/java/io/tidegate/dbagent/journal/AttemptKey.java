package io.tidegate.dbagent.journal;

/** One attempt at a step of a window. */
public record AttemptKey(String window, String step, int attempt) {
    /** {@code window/step/attempt}, as it stands in message ids. */
    @Override
    public String toString() {
        return window + "/" + step + "/" + attempt;
    }

    boolean isEarlierThan(AttemptKey other) {
        return window.equals(other.window) && step.equals(other.step) && attempt < other.attempt;
    }
}
