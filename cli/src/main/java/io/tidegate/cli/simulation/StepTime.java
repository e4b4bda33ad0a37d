package io.tidegate.cli.simulation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;

/** How long a step takes, and who says so. */
public record StepTime(Duration duration, Source source) {

    /** Where a step's time is from, the best first. */
    public enum Source {
        REHEARSED("rehearsed"),
        EXPECTED("expected"),
        /** Nobody knows: a part of the limit. */
        LIMIT("guessed from its limit"),
        /** To see what happens then. */
        SLOW("made to take so long");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        @JsonValue
        public String words() {
            return words;
        }
    }
}
