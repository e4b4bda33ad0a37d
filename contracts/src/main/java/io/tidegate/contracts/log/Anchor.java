package io.tidegate.contracts.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A head of a log as somebody noted it elsewhere, for instance in the channel: a log that does not reach it was cut off.
 *
 * @param sequence an event's number
 * @param hash that event's hash
 */
public record Anchor(long sequence, String hash) {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,17}):([0-9a-f]{64})");

    /** @throws IllegalArgumentException saying what is allowed */
    public static Anchor parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no head: write the sequence, a colon and the hash of 64 hex digits");
        }
        return new Anchor(Long.parseLong(form.group(1)), form.group(2));
    }

    @Override
    public String toString() {
        return sequence + ":" + hash;
    }
}
