package io.tidegate.dbagent.metrics;

import io.tidegate.contracts.plan.Work.Thresholds.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What one metric may be.
 *
 * @param unit that the agent measures in; null for none
 * @param baseline what was measured before the window; null where nothing was, and then nothing is compared with it
 */
record Limit(
        Threshold threshold,
        @Nullable String unit,
        @Nullable Double baseline) {
    private static final double PERCENT = 100;

    boolean isBroken(double value) {
        OptionalDouble most = most();
        return most.isPresent() && value > most.getAsDouble()
                || threshold.atLeast() != null && value < threshold.atLeast();
    }

    /** On the way to a bound, or beyond it. */
    boolean isNear(double value) {
        Double warnAt = threshold.warnAt();
        if (warnAt == null) {
            return false;
        }
        return threshold.atLeast() == null ? value >= warnAt : value <= warnAt;
    }

    /** {@code at most 500 ms, and at most 50 % over the baseline of 140 ms, which is 210 ms}; empty without a bound. */
    String words() {
        List<String> words = new ArrayList<>();
        if (threshold.atMost() != null) {
            words.add("at most " + Figures.words(threshold.atMost(), unit));
        }
        OptionalDouble over = overBaseline();
        if (over.isPresent() && baseline != null && threshold.overBaseline() != null) {
            words.add("at most " + Figures.figure(threshold.overBaseline()) + " % over the baseline of "
                    + Figures.words(baseline, unit) + ", which is " + Figures.words(over.getAsDouble(), unit));
        }
        if (threshold.atLeast() != null) {
            words.add("at least " + Figures.words(threshold.atLeast(), unit));
        }
        return String.join(", and ", words);
    }

    /** {@code " of 210"} behind a value; empty without a bound. */
    String brief() {
        OptionalDouble most = most();
        return most.isPresent()
                ? " of " + Figures.figure(most.getAsDouble())
                : threshold.atLeast() == null ? "" : ", at least " + Figures.figure(threshold.atLeast());
    }

    /** The lower of the two. */
    private OptionalDouble most() {
        OptionalDouble over = overBaseline();
        Double most = threshold.atMost();
        if (most == null) {
            return over;
        }
        return OptionalDouble.of(over.isPresent() ? Math.min(most, over.getAsDouble()) : most);
    }

    private OptionalDouble overBaseline() {
        Double percent = threshold.overBaseline();
        return percent == null || baseline == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(baseline * (1 + percent / PERCENT));
    }
}
