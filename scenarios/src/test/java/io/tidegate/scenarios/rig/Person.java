package io.tidegate.scenarios.rig;

import java.util.List;
import java.util.Locale;

/** The team of the plans here, and of the local workspace. */
public enum Person {
    /** Migration lead. */
    RATNA,
    /** Product owner. */
    BUDI,
    /** Backend. */
    DEWI,
    /** DevOps. */
    AGUS,
    /** QA. */
    SARI,
    /** Technical lead. */
    WAYAN,
    /** Frontend, who stands in for QA. */
    NINA,
    /** System administrator, who stands in for DevOps. */
    JOKO,
    /** CTO, who stands in for the product owner. */
    LESTARI;

    /** Whoever is asked whether they will be there. */
    public static final List<Person> CORE = List.of(RATNA, BUDI, DEWI, AGUS, SARI);

    static Person ofUser(String user) {
        return valueOf(user.substring("U0".length()));
    }

    /** As the chat knows them. */
    String user() {
        return "U0" + name();
    }

    String firstName() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
