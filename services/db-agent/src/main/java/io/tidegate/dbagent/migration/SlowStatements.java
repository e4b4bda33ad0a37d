package io.tidegate.dbagent.migration;

import io.tidegate.contracts.Fact;
import io.tidegate.dbagent.step.StepProgress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Warns once of each statement that takes much longer than rehearsed: while it still runs, by whoever looks at it then,
 * or else at its end. May be called from two threads.
 */
public final class SlowStatements {
    public static final double DEFAULT_FACTOR = 3;
    /** What is short is not worth a word, however many times longer it was. */
    private static final long LEAST_MILLIS = 1_000;

    private static final String CODE = "slower-than-rehearsed";

    private final StepProgress progress;
    private final double factor;
    private final List<Fact> findings = new ArrayList<>();
    private final Set<String> warned = new HashSet<>();

    /** @param factor how many times its rehearsed time a statement may take without a word */
    public SlowStatements(StepProgress progress, double factor) {
        this.progress = progress;
        this.factor = factor;
    }

    /**
     * It goes on.
     *
     * @param what it is, for people
     * @param key it has in the evidence
     * @param millis that it has taken so far
     */
    public synchronized void running(String what, String key, long millis, long rehearsedMillis) {
        if (isSlow(millis, rehearsedMillis) && warned.add(key)) {
            progress.warn(
                    CODE, what + " has taken " + millis + " ms so far; rehearsed it took " + rehearsedMillis + " ms");
        }
    }

    /** It has ended, see {@link #running}. */
    public synchronized void ended(String what, String key, long millis, long rehearsedMillis) {
        if (!isSlow(millis, rehearsedMillis)) {
            return;
        }
        String text = millis + " ms, rehearsed " + rehearsedMillis + " ms";
        findings.add(Fact.text(CODE + " " + key, text));
        if (warned.add(key)) {
            progress.warn(CODE, what + " took " + text);
        }
    }

    private boolean isSlow(long millis, long rehearsedMillis) {
        return millis > LEAST_MILLIS && millis > factor * rehearsedMillis;
    }

    /** Of each that was slow, with both figures. */
    public synchronized List<Fact> findings() {
        return List.copyOf(findings);
    }
}
