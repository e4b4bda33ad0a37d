package io.tidegate.slackbot.command;

import io.tidegate.contracts.window.WindowCommand;
import org.jspecify.annotations.Nullable;

/** What a person asks for. {@code window} is the id that was named, or null for the channel's own window. */
public sealed interface Request {

    record Help() implements Request {}

    record ShowPlan(@Nullable String window) implements Request {}

    record ShowStatus(@Nullable String window) implements Request {}

    record ShowReport(@Nullable String window) implements Request {}

    record ShowPostMortem(@Nullable String window) implements Request {}

    record Schedule(String plan, When when) implements Request {}

    /** Another date for a window that is there already; the date may need the plan's zone. */
    record Postpone(When when, String reason, @Nullable String window) implements Request {}

    /** A wish for a window that is there already. */
    record Wish(WindowCommand command, @Nullable String window) implements Request {}

    /** The same wish for every window of a wave. */
    record WaveWish(WindowCommand command, String wave) implements Request {}
}
