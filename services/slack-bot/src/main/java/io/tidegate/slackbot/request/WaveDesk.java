package io.tidegate.slackbot.request;

import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.slackbot.command.Verb;
import io.tidegate.slackbot.text.Mrkdwn;
import io.tidegate.slackbot.window.Tracked;
import io.tidegate.slackbot.window.WaveText;
import io.tidegate.slackbot.window.Windows;
import io.tidegate.slackbot.wish.Wishes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is asked of all the windows of a wave: one wish for each, and where they stand. */
final class WaveDesk {
    private final Windows windows;

    WaveDesk(Windows windows) {
        this.windows = windows;
    }

    /** Hands a wish for one window on. */
    interface Hand {
        Wishes.Taking to(Tracked tracked, WindowCommand command);
    }

    /** The ids of the waves of these windows, in their order. */
    static Set<String> waves(List<Tracked> windows) {
        return windows.stream()
                .flatMap(tracked -> tracked.window().stream())
                .flatMap(window -> Stream.ofNullable(window.wave()))
                .map(wave -> wave.id())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Its summary; empty where there is no such wave in the channel. */
    String summary(String channel, String wave) {
        List<Tracked> all = windows.ofWave(channel, wave);
        return all.isEmpty() ? "" : WaveText.of(all);
    }

    /** Each window's wish is decided by itself; with the first that is not taken it stops, because nor will the next be. */
    String wish(String channel, String wave, WindowCommand command, Hand hand) {
        List<Tracked> all = windows.ofWave(channel, wave);
        if (all.isEmpty()) {
            return "There is no wave " + Mrkdwn.code(wave) + " in this channel; `/migration status` shows those that"
                    + " there are.";
        }
        List<Tracked> meant = all.stream()
                .filter(tracked -> tracked.window()
                        .filter(window -> Suits.wish(command, window))
                        .isPresent())
                .toList();
        List<String> lines = new ArrayList<>();
        for (Tracked tracked : meant) {
            Window window = tracked.window().orElseThrow();
            switch (Slips.mended(command, window)) {
                case Slips.Mended.Not not -> lines.add(Mrkdwn.code(tracked.id()) + " " + not.explanation());
                case Slips.Mended.Command(var mended) -> {
                    if (hand.to(tracked, mended) instanceof Wishes.Taking.NotTaken not) {
                        lines.add("✗ " + Mrkdwn.code(tracked.id()) + " and those behind it were *NOT* told: "
                                + Mrkdwn.escape(not.why()) + ". Say it again in a minute; what was taken counts once.");
                        return text(command, all, lines);
                    }
                    lines.add("✓ " + Mrkdwn.code(tracked.id()));
                }
            }
        }
        return text(command, all, lines);
    }

    private static String text(WindowCommand command, List<Tracked> all, List<String> lines) {
        String verb = Mrkdwn.code(Verb.of(command));
        return lines.isEmpty()
                ? verb + " fits none of the wave's windows now.\n" + WaveText.of(all)
                : verb + " is handed on, for each window by itself; the cards show what becomes of it:\n"
                        + String.join("\n", lines);
    }
}
