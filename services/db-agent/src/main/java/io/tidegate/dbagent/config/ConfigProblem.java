package io.tidegate.dbagent.config;

import java.util.List;

/**
 * Something that is wrong with the configuration.
 *
 * @param place the keys that lead there, such as {@code gates.site.closed}
 * @param says what is wrong there and the mend; follows the place in a sentence
 */
record ConfigProblem(String place, String says) {

    /** With the line and column of the last key of the place that is written. */
    String in(String file, String text) {
        return file + YamlPlace.of(text, List.of(place.split("\\."))) + ": " + place + " " + says;
    }
}
