package io.tidegate.notifier.delivery;

import io.tidegate.contracts.plan.Plan;
import java.util.Arrays;
import java.util.Locale;

/** Media by the names that the plan has for them. */
public final class Media {
    private Media() {}

    /** {@code status-page}. */
    public static String label(Plan.Medium medium) {
        return medium.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Plan.Medium of(String label) {
        return Arrays.stream(Plan.Medium.values())
                .filter(medium -> label(medium).equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no medium '" + label + "'"));
    }
}
