package io.tidegate.dbagent.task;

/** Why a running step was interrupted. */
enum StopReason {
    CANCELLED("cancelled", "the step was cancelled, and nothing of it is at work any more"),
    TIMED_OUT("timed-out", "the step's time is over, and nothing of it is at work any more"),
    /** The agent itself ends; the step has no end yet. */
    CLOSED("closed", "the agent ends");

    private final String code;
    private final String sentence;

    StopReason(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    String code() {
        return code;
    }

    String sentence() {
        return sentence;
    }
}
