package io.tidegate.slackbot.window;

import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is said where nothing else is. While the orchestrator is heard, the channel gets a line at the plan's cadence;
 * where it is not heard any more, what was last known is no status, and the channel is told just that.
 */
public final class Silence {
    /** How much later than the cadence an event may come: a fifth of it, and no more than this. */
    private static final Duration MOST_PATIENCE = Duration.ofMinutes(1);

    /** How much earlier than the cadence a line is said, so that it is there in time. */
    private static final Duration LEAD = Duration.ofSeconds(10);

    private Silence() {}

    /** The line that is due now, if one is. */
    public static Optional<Saying> broken(Tracked tracked, Instant now) {
        return due(tracked)
                .filter(due -> !now.isBefore(due))
                .flatMap(due -> tracked.window())
                .map(window -> Saying.toChannel(
                        isOrchestratorHeard(tracked, now)
                                ? Mrkdwn.escape(StatusLine.of(window, now).text(window))
                                : notHeard(tracked, window, now)));
    }

    /** False for an open window of which nothing has come for longer than its plan's cadence and some patience. */
    public static boolean isOrchestratorHeard(Tracked tracked, Instant now) {
        return tracked.window()
                .filter(window -> window.status().isOpen())
                .flatMap(window -> expected(tracked, window))
                .filter(expected -> !now.isBefore(expected))
                .isEmpty();
    }

    /** That it is heard again, where the next event comes after a silence. */
    static Optional<Saying> ended(Tracked before, Instant at) {
        Instant last = before.eventAt();
        return last == null || isOrchestratorHeard(before, at)
                ? Optional.empty()
                : before.window()
                        .map(window -> Saying.toChannel("✓ The orchestrator is heard again, after "
                                + StatusLine.took(Duration.between(last, at).toMillis()) + " without a word."));
    }

    /**
     * When the channel has to hear something at the latest, though no event comes; empty while its window is not open.
     */
    public static Optional<Instant> due(Tracked tracked) {
        return tracked.window().filter(window -> window.status().isOpen()).map(window -> due(tracked, window));
    }

    /** A little before the cadence; earlier where the orchestrator is missed, and nobody has been told yet. */
    private static Instant due(Tracked tracked, Window window) {
        Instant heard = tracked.heardAt() == null ? Instant.EPOCH : tracked.heardAt();
        Duration every = window.plan().statusEvery();
        Instant cadence = heard.plus(every).minus(shorter(every.dividedBy(10), LEAD));
        return expected(tracked, window)
                .filter(expected -> heard.isBefore(expected) && expected.isBefore(cadence))
                .orElse(cadence);
    }

    /** When the next event should have come at the latest; empty where none is known. */
    private static Optional<Instant> expected(Tracked tracked, Window window) {
        Duration every = window.plan().statusEvery();
        return Optional.ofNullable(tracked.eventAt())
                .map(last -> last.plus(every).plus(shorter(every.dividedBy(5), MOST_PATIENCE)));
    }

    private static String notHeard(Tracked tracked, Window window, Instant now) {
        Instant last = tracked.eventAt() == null ? now : tracked.eventAt();
        String which = window.wave() == null
                ? "this window"
                : "the window on " + Mrkdwn.escape(window.plan().targetInWords());
        return "🚨 *The orchestrator of " + which + " has not been heard since "
                + Mrkdwn.clock(last, window.plan().window().zone()) + "*, for "
                + StatusLine.took(Duration.between(last, now).toMillis())
                + ". Where the window stands is not known: it was last "
                + StatusLine.words(window.status()) + ". A step that is at work goes on at the agent; no further one is"
                + " begun. 👉 Whoever operates Tidegate looks at the orchestrator and at Kafka; "
                + Turn.team(window) + " look at the application.";
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
