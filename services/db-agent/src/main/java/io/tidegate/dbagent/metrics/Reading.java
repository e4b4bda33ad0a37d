package io.tidegate.dbagent.metrics;

/** What came of measuring once. */
public sealed interface Reading {

    /** @param number in the metric's unit; finite */
    record Value(double number) implements Reading {}

    /** The source answers, and has no number to say. @param why follows the metric's name in a sentence */
    record Nothing(String why) implements Reading {}

    /** The source cannot be asked. @param why follows the metric's name in a sentence; with the mend */
    record Unreachable(String why) implements Reading {}
}
