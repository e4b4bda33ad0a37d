package io.tidegate.orchestrator.api;

/** Someone asked for a window that is not there. */
final class NoSuchWindowException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoSuchWindowException(String window) {
        super("There is no window '" + window + "'.");
    }
}
