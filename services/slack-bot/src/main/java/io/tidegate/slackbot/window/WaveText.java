package io.tidegate.slackbot.window;

import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Wave;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        return "🌊 " + Mrkdwn.bold(first.plan().titleOfAll()) + " on " + wave.of() + " targets · wave "
                + Mrkdwn.code(wave.id()) + "\n" + counts() + stoppedBy();
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

    /** The first that has failed, while one behind it waits because of it. */
    private String stoppedBy() {
        return windows.stream()
                .filter(tracked -> tracked.window()
                        .filter(window -> hasStopped(window.status()) && isInTheWay(window))
                        .isPresent())
                .findFirst()
                .map(tracked -> {
                    Window window = tracked.window().orElseThrow();
                    return " 🛑 Stopped by " + Mrkdwn.escape(window.plan().targetInWords()) + " ("
                            + Mrkdwn.code(tracked.id()) + "): " + StatusLine.words(window.status()) + ".";
                })
                .orElse("");
    }

    /** Whoever gave those behind it another date since then has let them go on. */
    private boolean isInTheWay(Window failed) {
        Instant since = failed.endedAt();
        List<Window> behind = windows.stream()
                .flatMap(tracked -> tracked.window().stream())
                .filter(window -> isBehind(window.wave(), failed.wave()))
                .toList();
        return behind.isEmpty()
                || behind.stream()
                        .anyMatch(window -> window.status() != Status.COMPLETED
                                && (since == null
                                        || window.movedAt() == null
                                        || window.movedAt().isBefore(since)));
    }

    private static boolean isBehind(@Nullable Wave one, @Nullable Wave other) {
        return one != null && other != null && one.isAfter(other);
    }

    private static boolean hasStopped(Status status) {
        return switch (status) {
            case ROLLING_BACK, ROLLED_BACK, POSTPONED, CANCELLED -> true;
            case SCHEDULED, DECIDING, IN_PROGRESS, WATCHING, NEEDS_PERSON, COMPLETED -> false;
        };
    }
}
