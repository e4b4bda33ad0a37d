package io.tidegate.slackbot.request;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.slackbot.command.Request;
import io.tidegate.slackbot.command.Spelling;
import io.tidegate.slackbot.text.Mrkdwn;
import io.tidegate.slackbot.window.Tracked;
import io.tidegate.slackbot.window.Windows;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /** For a wish: one that has not ended, unless it was named. */
    static Chosen toChange(Windows windows, String channel, Request.Wish wish) {
        List<Tracked> all = windows.inChannel(channel);
        String named = wish.window();
        List<Tracked> open = all.stream().filter(WindowChoice::hasNotEnded).toList();
        Chosen chosen;
        if (named != null) {
            chosen = named(all, named);
        } else if (open.isEmpty() && !all.isEmpty()) {
            chosen = ended(all.getFirst());
        } else {
            chosen = only(open);
        }
        return chosen instanceof Chosen.One(Tracked tracked)
                        && wish.command() instanceof WindowCommand.Attest(String criterion)
                ? attestable(tracked, criterion)
                : chosen;
    }

    static boolean hasNotEnded(Tracked tracked) {
        return tracked.window().filter(window -> !window.status().isFinal()).isPresent();
    }

    private static Chosen only(List<Tracked> windows) {
        if (windows.size() == 1) {
            return new Chosen.One(windows.getFirst());
        }
        return new Chosen.Not(
                windows.isEmpty() ? NO_WINDOW : "Which window? Write its id behind `--window`:\n" + list(windows));
    }

    private static Chosen named(List<Tracked> all, String named) {
        Optional<Tracked> found =
                all.stream().filter(tracked -> tracked.id().equals(named)).findFirst();
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

    private static Chosen ended(Tracked newest) {
        Window window = newest.window().orElseThrow();
        return new Chosen.Not("No window is open in this channel: " + Mrkdwn.code(newest.id()) + " is "
                + StatusLine.words(window.status()) + ". Schedule a new one: `/migration schedule "
                + Mrkdwn.escape(window.plan().name()) + "`.");
    }

    /** A slip of the pen is answered here; whether the person may attest is not for the bot to say. */
    private static Chosen attestable(Tracked tracked, String criterion) {
        List<String> there = tracked.window().orElseThrow().plan().criteria().stream()
                .filter(known -> known.attestedBy() != null)
                .map(Plan.Criterion::id)
                .toList();
        if (there.contains(criterion)) {
            return new Chosen.One(tracked);
        }
        String mend = Spelling.nearest(criterion, there)
                .map(near -> " Did you mean " + Mrkdwn.code(near) + "?")
                .orElse("");
        return new Chosen.Not("No criterion " + Mrkdwn.code(criterion) + " can be attested." + mend + " There "
                + (there.isEmpty() ? "is none in this plan." : "are: " + codes(there) + "."));
    }

    private static String codes(List<String> words) {
        return words.stream().map(Mrkdwn::code).collect(Collectors.joining(", "));
    }

    private static String list(List<Tracked> windows) {
        return windows.stream()
                .map(tracked -> "• " + Mrkdwn.code(tracked.id()) + " "
                        + tracked.window()
                                .map(window -> StatusLine.words(window.status()))
                                .orElse("not scheduled"))
                .collect(Collectors.joining("\n"));
    }
}
