package io.tidegate.slackbot.window;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the channel hears of an event. Every line goes into the thread; the channel itself hears decisions, changes of
 * status, the end of every step and the cadence, and is therefore never silent for longer than the plan allows.
 */
public final class Sayings {
    private Sayings() {}

    /** @param after the window after the event, with {@code heardAt} as it was before */
    public static List<Saying> of(LoggedEvent logged, Tracked after) {
        List<Saying> sayings = new ArrayList<>();
        if (logged.event() instanceof WindowEvent.CommandRefused refused
                && logged.actor().kind() == Actor.Kind.PERSON) {
            sayings.add(Saying.to(logged.actor().id(), refusal(refused)));
        }
        after.window().ifPresent(window -> {
            StatusLine.after(logged, window)
                    .map(line -> Mrkdwn.escape(line.text(window.plan())))
                    .map(line -> isForChannel(logged, after, window) ? Saying.toChannel(line) : Saying.inThread(line))
                    .ifPresent(sayings::add);
            if (logged.event() instanceof WindowEvent.HeadSigned signed) {
                sayings.add(Saying.inThread(signature(signed)));
                if (window.status().isFinal()) {
                    sayings.add(
                            Saying.inThread(ReportText.of(after.id(), window, after.chronicle(), after.sequence())));
                }
            }
        });
        return sayings;
    }

    /** The line of the cadence, when the channel itself has heard nothing for as long as the plan allows. */
    public static Optional<Saying> againstSilence(Tracked tracked, Instant now) {
        return silentUntil(tracked)
                .filter(until -> !now.isBefore(until))
                .flatMap(until -> tracked.window())
                .map(window -> Saying.toChannel(
                        Mrkdwn.escape(StatusLine.of(window, now).text(window.plan()))));
    }

    /** When the channel has to hear something at the latest; empty while its window is not open. */
    public static Optional<Instant> silentUntil(Tracked tracked) {
        return tracked.window().filter(window -> window.status().isOpen()).map(window -> silentUntil(tracked, window));
    }

    /** A little before the cadence, so that the line is there in time. */
    private static Instant silentUntil(Tracked tracked, Window window) {
        Duration every = window.plan().statusEvery();
        Duration margin = every.dividedBy(10).compareTo(Duration.ofSeconds(10)) < 0
                ? every.dividedBy(10)
                : Duration.ofSeconds(10);
        Instant heard = tracked.heardAt();
        return (heard == null ? Instant.EPOCH : heard).plus(every).minus(margin);
    }

    private static boolean isForChannel(LoggedEvent logged, Tracked after, Window window) {
        return switch (logged.event()) {
            case WindowEvent.StepStarted event -> false;
            case WindowEvent.StepSkipped event -> false;
            case WindowEvent.CommandRefused event -> false;
            case WindowEvent.StatusReported event -> {
                Instant heard = after.heardAt();
                yield heard == null
                        || !logged.time()
                                .isBefore(heard.plus(window.plan().statusEvery().dividedBy(2)));
            }
            case WindowEvent event -> true;
        };
    }

    private static String refusal(WindowEvent.CommandRefused refused) {
        return "⚠ " + Mrkdwn.code(refused.command()) + " was refused: " + Mrkdwn.escape(refused.reason()) + "\n"
                + Mrkdwn.escape(refused.mend());
    }

    private static String signature(WindowEvent.HeadSigned signed) {
        return "🔏 The log is signed up to event " + signed.upTo() + ".\nhash " + Mrkdwn.code(signed.hash()) + "\nkey "
                + Mrkdwn.code(signed.key()) + ", Ed25519 " + Mrkdwn.code(signed.signature());
    }
}
