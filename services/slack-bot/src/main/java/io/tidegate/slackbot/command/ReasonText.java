package io.tidegate.slackbot.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reason as the log keeps it for ever: in one line, and not endless. */
public final class ReasonText {
    /** Longer reasons are cut by nobody: they are refused. */
    public static final int LONGEST = 1_000;

    static final String MISSING = "A reason is missing: it goes into the log.";
    static final String SHORTER = "At most " + LONGEST + ": say it shorter and link to the rest.";

    private ReasonText() {}

    /** In one line, words separated by one space each. */
    public static String line(@Nullable String written) {
        return written == null
                ? ""
                : written.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    /** Why the log cannot keep it, as plain text; empty when it can. */
    public static Optional<String> trouble(String line) {
        if (line.isEmpty()) {
            return Optional.of(MISSING);
        }
        return line.length() > LONGEST ? Optional.of(tooLong(line) + " " + SHORTER) : Optional.empty();
    }

    static String tooLong(String line) {
        return "That reason has " + line.length() + " characters.";
    }
}
