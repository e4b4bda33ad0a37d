package io.tidegate.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidegate.contracts.plan.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was measured or found, as evidence.
 *
 * @param name what was measured, in lower-case words with hyphens, for instance {@code dump-bytes}
 * @param text the value as people read it
 * @param number the value as a number in {@code unit}, where it is one
 * @param unit {@code bytes}, {@code ms}, {@code rows}, {@code files}, {@code percent}, …; null for plain text
 * @param bound what the value may be, as people read it behind the value: {@code at most 10 s}; null where it may be
 *     anything, and in messages from before there were bounds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fact(
        String name,
        String text,
        @Nullable Double number,
        @Nullable String unit,
        @Nullable String bound) {

    public static Fact text(String name, String text) {
        return new Fact(name, text, null, null, null);
    }

    public static Fact number(String name, double number, String unit) {
        String text = number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
        return new Fact(name, text + " " + unit, number, unit, null);
    }

    /** In milliseconds; the text in the units that people use. */
    public static Fact time(String name, Duration time) {
        return new Fact(name, Durations.words(time), (double) time.toMillis(), "ms", null);
    }

    /** The same, with what the value may be. */
    public Fact within(String allowed) {
        return new Fact(name, text, number, unit, allowed);
    }
}
