package io.tidegate.slackbot.text;

import java.util.ArrayList;
import java.util.List;

/** Cuts a long text into parts that fit a section (3,000 characters), between lines. */
public final class Sections {
    static final int LONGEST = 2_900;

    private Sections() {}

    public static List<String> of(String text) {
        List<String> parts = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int length = 0;
        for (String line : text.split("\n", -1)) {
            String fitting = Mrkdwn.atMost(LONGEST, line);
            if (!lines.isEmpty() && length + fitting.length() > LONGEST) {
                parts.add(String.join("\n", lines));
                lines.clear();
                length = 0;
            }
            lines.add(fitting);
            length += fitting.length() + 1;
        }
        parts.add(String.join("\n", lines));
        return parts;
    }
}
