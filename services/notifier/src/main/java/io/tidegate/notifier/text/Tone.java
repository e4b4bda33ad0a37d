package io.tidegate.notifier.text;

import io.tidegate.contracts.plan.Plan;

/** How a notice is meant: its colour in a mail, each legible on the other ground. */
enum Tone {
    PLANNED("#1d4ed8", "#93b4ff"),
    WORKING("#92400e", "#fbbf5f"),
    DONE("#166534", "#7bd88f"),
    TROUBLE("#b42318", "#ff9c8f"),
    NEUTRAL("#475467", "#c3cad5");

    private final String onLight;
    private final String onDark;

    Tone(String onLight, String onDark) {
        this.onLight = onLight;
        this.onDark = onDark;
    }

    String onLight() {
        return onLight;
    }

    String onDark() {
        return onDark;
    }

    static Tone of(Plan.Template template) {
        return switch (template) {
            case ANNOUNCE, REMINDER, STARTING, MOVED -> PLANNED;
            case IN_PROGRESS -> WORKING;
            case COMPLETE -> DONE;
            case EXTENDED, DELAYED, ROLLING_BACK, ROLLED_BACK -> TROUBLE;
            case POSTPONED, CANCELLED -> NEUTRAL;
        };
    }
}
