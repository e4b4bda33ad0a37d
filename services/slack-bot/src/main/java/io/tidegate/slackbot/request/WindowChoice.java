package io.tidegate.slackbot.request;

import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.command.Spelling;
import io.tidegate.slackbot.text.Mrkdwn;
import io.tidegate.slackbot.window.Tracked;
import io.tidegate.slackbot.window.Windows;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which window is meant: the one that was named, else the channel's only one. */
final class WindowChoice {
    static final String NO_WINDOW =
            "There is no window in this channel. Schedule one: `/migration schedule &lt;plan&gt;`. One that was asked"
                    + " for a moment ago appears as soon as its card does.";

    private WindowChoice() {}

    /** What came of choosing. */
    sealed interface Chosen {
        record One(Tracked tracked) implements Chosen {}

        /** @param explanation for people, mrkdwn */
        record Not(String explanation) implements Chosen {}
    }

    /** For reading: the newest that has ended will do, when none is open. */
    static Chosen toShow(Windows windows, String channel, @Nullable String named) {
        List<Tracked> all = windows.inChannel(channel);
        if (named != null) {
            return named(all, named);
        }
        List<Tracked> open = all.stream().filter(WindowChoice::hasNotEnded).toList();
        return only(open.isEmpty() ? all.stream().limit(1).toList() : open);
    }

    /**
     * For a wish: one that has not ended, unless it was named.
     *
     * @param suits can it be meant? Of those that can, one that has not ended comes first
     */
    static Chosen toChange(Windows windows, String channel, @Nullable String named, Predicate<Window> suits) {
        List<Tracked> all = windows.inChannel(channel);
        if (named != null) {
            return named(all, named);
        }
        List<Tracked> suitable = all.stream()
                .filter(tracked -> tracked.window().filter(suits).isPresent())
                .toList();
        List<Tracked> open = all.stream().filter(WindowChoice::hasNotEnded).toList();
        List<Tracked> both = suitable.stream().filter(WindowChoice::hasNotEnded).toList();
        if (!suitable.isEmpty()) {
            return only(both.isEmpty() ? suitable : both);
        }
        return open.isEmpty() && !all.isEmpty() ? ended(all.getFirst()) : only(open);
    }

    static boolean hasNotEnded(Tracked tracked) {
        return tracked.window().filter(window -> !window.status().isFinal()).isPresent();
    }

    private static Chosen only(List<Tracked> windows) {
        if (windows.size() == 1) {
            return new Chosen.One(windows.getFirst());
        }
        return new Chosen.Not(
                windows.isEmpty()
                        ? NO_WINDOW
                        : "Which window? Write its id behind `--window`" + orAll(windows) + ":\n" + list(windows));
    }

    private static String orAll(List<Tracked> windows) {
        return windows.stream()
                .flatMap(tracked -> tracked.window().stream())
                .flatMap(window -> Stream.ofNullable(window.wave()))
                .findFirst()
                .map(wave -> ", or say it to all of the wave with " + Mrkdwn.code("--wave " + wave.id()))
                .orElse("");
    }

    private static Chosen named(List<Tracked> all, String named) {
        Optional<Tracked> found = all.stream()
                .filter(tracked -> tracked.id().equals(named))
                .findFirst()
                .or(() -> onTarget(all, named));
        if (found.isPresent()) {
            return new Chosen.One(found.get());
        }
        if (all.isEmpty()) {
            return new Chosen.Not(NO_WINDOW);
        }
        String mend = Spelling.nearest(named, all.stream().map(Tracked::id).toList())
                .map(near -> " Did you mean " + Mrkdwn.code(near) + "?")
                .orElse("");
        return new Chosen.Not(
                "There is no window " + Mrkdwn.code(named) + " in this channel." + mend + "\n" + list(all));
    }

    /** The only window on that target, of those that have not ended where there are any: shorter to type than its id. */
    private static Optional<Tracked> onTarget(List<Tracked> all, String target) {
        List<Tracked> there = all.stream()
                .filter(tracked -> tracked.window()
                        .filter(window -> window.plan().target().equals(target))
                        .isPresent())
                .toList();
        List<Tracked> open = there.stream().filter(WindowChoice::hasNotEnded).toList();
        List<Tracked> meant = open.isEmpty() ? there : open;
        return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
    }

    private static Chosen ended(Tracked newest) {
        Window window = newest.window().orElseThrow();
        return new Chosen.Not("No window is open in this channel: " + Mrkdwn.code(newest.id()) + " is "
                + StatusLine.words(window.status()) + ". Schedule a new one: `/migration schedule "
                + Mrkdwn.escape(window.plan().name()) + "`.");
    }

    private static String standing(Window window) {
        String where = window.wave() == null ? "" : Mrkdwn.escape(window.plan().targetInWords()) + ", ";
        return where + StatusLine.words(window.status());
    }

    private static String list(List<Tracked> windows) {
        return windows.stream()
                .map(tracked -> "• " + Mrkdwn.code(tracked.id()) + " "
                        + tracked.window().map(WindowChoice::standing).orElse("not scheduled"))
                .collect(Collectors.joining("\n"));
    }
}
