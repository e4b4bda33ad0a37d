package io.tidegate.cli.diff;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One difference between two plans, as it concerns people.
 *
 * @param subject what it is about: a notice's, step's or criterion's id, a role, an audience; else the plan's key
 * @param text a sentence
 */
public record PlanChange(Area area, String subject, String text) {

    /** What a change is about, in the order in which it is told. */
    public enum Area {
        TIMES("Times"),
        DOWNTIME("Downtime"),
        NOTICES("Notices"),
        DECISION("Who decides"),
        PEOPLE("People"),
        STEPS("Steps"),
        BOUNDS("Bounds"),
        ROLLBACK("The way back"),
        AFTERWARDS("Afterwards");

        private final String heading;

        Area(String heading) {
            this.heading = heading;
        }

        String heading() {
            return heading;
        }

        @JsonValue
        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
