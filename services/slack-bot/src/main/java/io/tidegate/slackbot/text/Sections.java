package io.tidegate.slackbot.text;

import java.util.ArrayList;
import java.util.List;

/** Cuts a long text into parts that fit a section (3,000 characters), between lines. */
public final class Sections {
    static final int LONGEST = 2_900;

    private Sections() {}

    public static List<String> of(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String fitting = Mrkdwn.atMost(LONGEST, line);
            if (part.length() > 0 && part.length() + 1 + fitting.length() > LONGEST) {
                parts.add(part.toString());
                part.setLength(0);
            }
            part.append(part.length() == 0 ? "" : "\n").append(fitting);
        }
        parts.add(part.toString());
        return parts;
    }
}
