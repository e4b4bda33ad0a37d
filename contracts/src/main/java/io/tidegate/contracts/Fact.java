package io.tidegate.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was measured or found, as evidence.
 *
 * @param name what was measured, in lower-case words with hyphens, for instance {@code dump-bytes}
 * @param text the value as people read it
 * @param number the value as a number in {@code unit}, where it is one
 * @param unit {@code bytes}, {@code ms}, {@code rows}, {@code files}, {@code percent}, …; null for plain text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fact(
        String name,
        String text,
        @Nullable Double number,
        @Nullable String unit) {

    public static Fact text(String name, String text) {
        return new Fact(name, text, null, null);
    }

    public static Fact number(String name, double number, String unit) {
        String text = number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
        return new Fact(name, text + " " + unit, number, unit);
    }
}
