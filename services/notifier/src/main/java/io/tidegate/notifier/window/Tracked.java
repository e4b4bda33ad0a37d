package io.tidegate.notifier.window;

import io.tidegate.contracts.log.HashChain;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.Evolve;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowState;
import io.tidegate.notifier.notice.Earlier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A window as far as its log was read.
 *
 * @param sequence of the last event that was folded; 0 for none
 * @param hash of that event
 * @param earlier the dates that held before they changed last; null while they are the first
 * @param refused why no further event is taken; null while all is well
 */
public record Tracked(
        String id,
        long sequence,
        String hash,
        WindowState state,
        @Nullable Earlier earlier,
        @Nullable String refused) {

    public static Tracked unknown(String id) {
        return new Tracked(id, 0, HashChain.GENESIS, WindowState.none(), null, null);
    }

    /** The event carries the hash of the one that was folded last. */
    boolean isFollowedBy(LoggedEvent logged) {
        return logged.sequence() == sequence + 1 && logged.previous().equals(hash);
    }

    /** @throws io.tidegate.contracts.window.BrokenLogException when the event cannot have happened */
    public Tracked after(LoggedEvent logged) {
        WindowState next = Evolve.evolve(state, logged);
        Earlier dates = state instanceof Window before && next instanceof Window after
                ? Earlier.after(earlier, before, after, logged.time())
                : earlier;
        return new Tracked(id, logged.sequence(), logged.hash(), next, dates, null);
    }

    Tracked refusing(String why) {
        return new Tracked(id, sequence, hash, state, earlier, why);
    }

    public Optional<Window> window() {
        return state instanceof Window window ? Optional.of(window) : Optional.empty();
    }
}
