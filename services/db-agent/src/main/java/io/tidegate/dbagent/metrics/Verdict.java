package io.tidegate.dbagent.metrics;

/** What a sample means for the step. */
sealed interface Verdict {
    String sentence();

    /** A metric has stayed beyond a bound. */
    record Broken(String sentence) implements Verdict {}

    /** A metric has not been measured for too long. */
    record Unavailable(String sentence) implements Verdict {}

    /** Worth a word; the step goes on. @param code a stable name, lower-case with hyphens */
    record Warning(String code, String sentence) implements Verdict {}
}
