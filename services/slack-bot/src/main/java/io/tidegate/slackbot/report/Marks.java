package io.tidegate.slackbot.report;

import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;

/** Signs that can be told apart at a glance, by shape and not by colour alone. */
public final class Marks {
    private Marks() {}

    public static String of(Window window) {
        return window.held() && !window.status().isFinal() ? "⏸️" : of(window.status());
    }

    private static String of(Status status) {
        return switch (status) {
            case SCHEDULED -> "🗓️";
            case DECIDING -> "⚖️";
            case IN_PROGRESS -> "🔧";
            case WATCHING -> "👀";
            case COMPLETED -> "✅";
            case POSTPONED -> "⏭️";
            case CANCELLED -> "🚫";
            case ROLLING_BACK -> "⏪";
            case ROLLED_BACK -> "↩️";
            case NEEDS_PERSON -> "🆘";
        };
    }

    public static String of(StepState.Progress progress) {
        return switch (progress) {
            case WAITING -> "○";
            case REQUESTED, RUNNING -> "▸";
            case DONE -> "✓";
            case FAILED -> "✗";
            case SKIPPED -> "–";
        };
    }

    /** {@code ▰▰▰▱▱▱▱▱▱▱ 30 %}. */
    public static String bar(int percent) {
        int full = Math.clamp(percent / 10, 0, 10);
        return "▰".repeat(full) + "▱".repeat(10 - full) + " " + percent + " %";
    }
}
