package io.tidegate.slackbot.window;

import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Wave;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Mrkdwn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the windows of a wave stand, in two lines, and who stopped it. */
public final class WaveText {
    private final List<Tracked> windows;

    private WaveText(List<Tracked> windows) {
        this.windows = windows;
    }

    /** @param windows all of the wave, in the order of their places; at least one */
    public static String of(List<Tracked> windows) {
        return new WaveText(windows).text();
    }

    private String text() {
        Window first = windows.getFirst().window().orElseThrow();
        Wave wave = Optional.ofNullable(first.wave()).orElseThrow();
        return "🌊 " + Mrkdwn.bold(title(first)) + " on " + wave.of() + " targets · wave " + Mrkdwn.code(wave.id())
                + "\n" + counts() + stoppedBy();
    }

    /** As the plan has it, without the target that a window's own title names. */
    private static String title(Window window) {
        String title = window.plan().title();
        String target = " (" + window.plan().target() + ")";
        return title.endsWith(target) ? title.substring(0, title.length() - target.length()) : title;
    }

    private String counts() {
        List<String> counts = new ArrayList<>();
        count(counts, "done", Status.COMPLETED);
        count(counts, "running", Status.IN_PROGRESS, Status.WATCHING, Status.ROLLING_BACK, Status.NEEDS_PERSON);
        count(counts, "waiting", Status.SCHEDULED, Status.DECIDING);
        int always = counts.size();
        count(counts, "rolled back", Status.ROLLED_BACK);
        count(counts, "postponed", Status.POSTPONED);
        count(counts, "cancelled", Status.CANCELLED);
        // Of what should not be, nothing is said where there is none.
        return counts.stream()
                        .filter(count -> counts.indexOf(count) < always || !count.startsWith("0 "))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private void count(List<String> counts, String word, Status... statuses) {
        long count = windows.stream()
                .flatMap(tracked -> tracked.window().stream())
                .filter(window -> List.of(statuses).contains(window.status()))
                .count();
        counts.add(count + " " + word);
    }

    /** The first that has failed: those behind it were postponed because of it. */
    private String stoppedBy() {
        return windows.stream()
                .filter(tracked -> tracked.window()
                        .filter(window -> hasStopped(window.status()))
                        .isPresent())
                .findFirst()
                .map(tracked -> {
                    Window window = tracked.window().orElseThrow();
                    return " 🛑 Stopped by " + Mrkdwn.escape(window.plan().target()) + " (" + Mrkdwn.code(tracked.id())
                            + "): " + StatusLine.words(window.status()) + ".";
                })
                .orElse("");
    }

    private static boolean hasStopped(Status status) {
        return switch (status) {
            case ROLLING_BACK, ROLLED_BACK, POSTPONED, CANCELLED -> true;
            case SCHEDULED, DECIDING, IN_PROGRESS, WATCHING, NEEDS_PERSON, COMPLETED -> false;
        };
    }
}
