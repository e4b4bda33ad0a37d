package io.tidegate.dbagent.gate;

/** A tool did not do what was asked of it; said in a sentence with the mend. */
final class GateException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    GateException(String code, String message) {
        super(message);
        this.code = code;
    }

    String code() {
        return code;
    }
}
