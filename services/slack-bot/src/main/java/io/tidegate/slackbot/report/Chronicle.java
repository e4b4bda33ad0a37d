package io.tidegate.slackbot.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tidegate.contracts.Actor;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.contracts.window.WindowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What reports say beyond the window's state: who did what, what happened when, and the newest signature under the log.
 *
 * @param deeds what people (and timers in their place) decided, in order
 * @param happenings what happened, in order; the first {@link #MOST}, the rest is in the log
 * @param head the newest signature, or null before the first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Chronicle(List<Deed> deeds, List<Happening> happenings, WindowEvent.@Nullable HeadSigned head) {
    public static final Chronicle EMPTY = new Chronicle(List.of(), List.of(), null);

    /** Every window's are written with each of its events, so they are bounded. */
    static final int MOST = 500;

    /** @param words what was done, after the name of who did it: {@code says go as migration-lead} */
    public record Deed(Instant at, Actor by, String words) {}

    /** @param text a sentence for people, as the channel heard it */
    public record Happening(Instant at, Sort sort, String text) {}

    /** The chronicle after one more event. */
    public Chronicle after(LoggedEvent logged, WindowState after) {
        if (logged.event() instanceof WindowEvent.HeadSigned signed) {
            return new Chronicle(deeds, happenings, signed);
        }
        List<Deed> done = Deeds.words(logged.event())
                .map(words -> with(deeds, new Deed(logged.time(), logged.actor(), words)))
                .orElse(deeds);
        List<Happening> happened = after instanceof Window window && happenings.size() < MOST
                ? happening(logged, window).map(one -> with(happenings, one)).orElse(happenings)
                : happenings;
        return new Chronicle(done, happened, head);
    }

    private static Optional<Happening> happening(LoggedEvent logged, Window window) {
        return Sort.of(logged.event()).flatMap(sort -> StatusLine.after(logged, window)
                .map(line -> new Happening(logged.time(), sort, line.action())));
    }

    private static <T> List<T> with(List<T> before, T one) {
        List<T> more = new ArrayList<>(before);
        more.add(one);
        return List.copyOf(more);
    }
}
