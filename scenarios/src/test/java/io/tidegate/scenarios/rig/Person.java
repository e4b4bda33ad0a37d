package io.tidegate.scenarios.rig;

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
    SARI;

    /** As the chat knows them. */
    String user() {
        return "U0" + name();
    }

    String firstName() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
