package io.tidegate.notifier.page;

import java.time.Instant;

/**
 * Something that the public was told, or can be told.
 *
 * @param key unique in the window and the same for ever
 * @param standing where the maintenance stood
 * @param body plain text; paragraphs are set apart by an empty line
 */
public record Update(String key, Standing standing, String title, String body, Instant at, Overtaken overtaken) {
    /** Whether what it said has come otherwise. */
    public enum Overtaken {
        NO("", ""),
        /** It said that all was done, and then the window was rolled back. */
        UNDONE("After this the change was rolled back.", ", later rolled back"),
        /** It told a date that does not hold any more. */
        MOVED("This date does not hold any more: the maintenance was moved.", ", later moved");

        private final String words;
        private final String shortly;

        Overtaken(String words, String shortly) {
            this.words = words;
            this.shortly = shortly;
        }

        /** A sentence; empty for none. */
        public String words() {
            return words;
        }

        /** What a title ends with. */
        public String shortly() {
            return shortly;
        }
    }

    /** The body where it stands for itself: nobody reads there what has come otherwise without being told so first. */
    public String whole() {
        return overtaken == Overtaken.NO ? body : overtaken.words() + "\n\n" + body;
    }
}
