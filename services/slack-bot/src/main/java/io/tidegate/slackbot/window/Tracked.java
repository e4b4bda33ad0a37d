package io.tidegate.slackbot.window;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.Evolve;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.slackbot.report.Chronicle;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A window as the bot knows it.
 *
 * @param channel the chat channel; empty before the window is scheduled
 * @param sequence of the newest event in {@code state}; 0 before the first
 * @param eventAt when that event happened, by which the orchestrator was last heard; null before the first
 * @param heardAt when the channel itself (not only the thread) last got a line
 */
public record Tracked(
        String id,
        String channel,
        long sequence,
        WindowState state,
        Chronicle chronicle,
        @Nullable Instant eventAt,
        @Nullable Instant heardAt) {

    /** A window of which nothing is known yet. */
    public static Tracked unknown(String id) {
        return new Tracked(id, "", 0, WindowState.none(), Chronicle.EMPTY, null, null);
    }

    /**
     * With one more event.
     *
     * @throws io.tidegate.contracts.window.BrokenLogException when it cannot have happened
     */
    public Tracked after(LoggedEvent logged) {
        WindowState next = Evolve.evolve(state, logged);
        String in = next instanceof Window window && !(state instanceof Window) ? window.channel() : channel;
        return new Tracked(id, in, logged.sequence(), next, chronicle.after(logged, next), logged.time(), heardAt);
    }

    Tracked in(String place) {
        return new Tracked(id, place, sequence, state, chronicle, eventAt, heardAt);
    }

    public Tracked heard(Instant at) {
        return new Tracked(id, channel, sequence, state, chronicle, eventAt, at);
    }

    /** The window, once it is scheduled. */
    public Optional<Window> window() {
        return state instanceof Window window ? Optional.of(window) : Optional.empty();
    }
}
