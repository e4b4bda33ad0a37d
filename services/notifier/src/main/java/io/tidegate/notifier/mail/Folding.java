package io.tidegate.notifier.mail;

import java.nio.charset.StandardCharsets;

/** Folds lines at 75 octets (RFC 5545, 3.1), and never inside a character; the calendar library counts characters. */
final class Folding {
    private static final int MOST_OCTETS = 75;
    private static final String FOLD = "\r\n ";

    private Folding() {}

    static String fold(String unfolded) {
        StringBuilder folded = new StringBuilder();
        for (String line : unfolded.split("\r\n")) {
            int octets = 0;
            for (int character : line.codePoints().toArray()) {
                String text = Character.toString(character);
                int size = text.getBytes(StandardCharsets.UTF_8).length;
                if (octets + size > MOST_OCTETS) {
                    folded.append(FOLD);
                    octets = 1;
                }
                folded.append(text);
                octets += size;
            }
            folded.append("\r\n");
        }
        return folded.toString();
    }
}
