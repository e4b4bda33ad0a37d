package io.tidegate.dbagent.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them: three digits that matter, all of them before the point. */
public final class Figures {
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);
    private static final double LARGE = 1000;

    private Figures() {}

    /** @param unit null for none */
    public static String words(double number, @Nullable String unit) {
        String figure = figure(number);
        return unit == null ? figure : figure + " " + (unit.equals("percent") ? "%" : unit);
    }

    static String figure(double number) {
        BigDecimal exact = BigDecimal.valueOf(number);
        BigDecimal rounded = Math.abs(number) >= LARGE ? exact.setScale(0, RoundingMode.HALF_UP) : exact.round(DIGITS);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
