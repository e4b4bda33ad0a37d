package io.tidegate.notifier.notice;

import java.util.regex.Pattern;

/** Text of a plan or a person, made fit for one line: without breaks and control characters, so that it stays one header. */
public final class OneLine {
    private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cntrl}\\u2028\\u2029]+");

    private OneLine() {}

    public static String of(String text) {
        return BREAKS.matcher(text).replaceAll(" ").strip();
    }

    /** With a capital at its beginning and an end mark. */
    public static String sentence(String text) {
        String line = of(text);
        if (line.isEmpty()) {
            return line;
        }
        String capital = Character.toUpperCase(line.charAt(0)) + line.substring(1);
        return capital.matches(".*[.!?…]") ? capital : capital + ".";
    }

    /** At most {@code length} characters, cut with an ellipsis. */
    public static String of(String text, int length) {
        String line = of(text);
        if (line.length() <= length) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(length - 2)) ? length - 2 : length - 1;
        return line.substring(0, end) + "…";
    }
}
