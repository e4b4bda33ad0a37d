package io.tidegate.notifier.text;

import io.tidegate.contracts.plan.Plan;

/** How a notice is meant: its label and its colours in a mail, each legible on the other ground. */
enum Tone {
    PLANNED("Planned maintenance", "#1d4ed8", "#93b4ff"),
    WORKING("Maintenance in progress", "#92400e", "#fbbf5f"),
    DONE("Maintenance complete", "#166534", "#7bd88f"),
    TROUBLE("Maintenance update", "#b42318", "#ff9c8f"),
    NEUTRAL("Maintenance update", "#475467", "#c3cad5");

    private final String label;
    private final String onLight;
    private final String onDark;

    Tone(String label, String onLight, String onDark) {
        this.label = label;
        this.onLight = onLight;
        this.onDark = onDark;
    }

    String label() {
        return label;
    }

    String onLight() {
        return onLight;
    }

    String onDark() {
        return onDark;
    }

    static Tone of(Plan.Template template) {
        return switch (template) {
            case ANNOUNCE, REMINDER, STARTING -> PLANNED;
            case IN_PROGRESS -> WORKING;
            case COMPLETE -> DONE;
            case EXTENDED, DELAYED, ROLLED_BACK -> TROUBLE;
            case POSTPONED, CANCELLED -> NEUTRAL;
        };
    }
}
