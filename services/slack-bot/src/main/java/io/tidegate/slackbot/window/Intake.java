package io.tidegate.slackbot.window;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.slackbot.window.Windows.Change;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Takes one event in: folds it, and says what is worth saying, once. */
public final class Intake {
    /** Of older events only the state is taken: whoever reads the log from its start must not flood the channel. */
    static final Duration STALE = Duration.ofHours(1);

    /** A bot that was away has events to catch up with before it may say that none come. */
    static final Duration CATCHING_UP = Duration.ofSeconds(20);

    private final Windows windows;
    private final AskedChannels asked;
    private final Consumer<String> wake;
    private final Clock clock;
    private final Instant begun;

    /** Where a wish came from, for a window that nobody knows. */
    @FunctionalInterface
    public interface AskedChannels {
        Optional<String> channelOf(String wish);
    }

    /** @param wake told the channel in which there is something to say */
    public Intake(Windows windows, AskedChannels asked, Consumer<String> wake, Clock clock) {
        this.windows = windows;
        this.asked = asked;
        this.wake = wake;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /**
     * Folds the event into its window, unless it was folded before.
     *
     * @throws io.tidegate.contracts.window.BrokenLogException when it cannot have happened
     */
    public void take(LoggedEvent logged) {
        windows.change(logged.window(), before -> fold(before, logged))
                .map(change -> change.tracked().channel())
                .filter(channel -> !channel.isEmpty())
                .ifPresent(wake);
    }

    /** Says where open windows stand whose channel would be silent for longer than their plans allow. */
    public void breakSilence() {
        Instant now = clock.instant();
        for (Tracked open : windows.open()) {
            boolean mayKnow = Silence.isOrchestratorHeard(open, now) || !now.isBefore(begun.plus(CATCHING_UP));
            if (mayKnow && Silence.broken(open, now).isPresent()) {
                windows.change(open.id(), current -> Silence.broken(current, now)
                                .map(saying -> new Change(current.heard(now), List.of(saying))))
                        .ifPresent(change -> wake.accept(change.tracked().channel()));
            }
        }
    }

    private Optional<Change> fold(Tracked before, LoggedEvent logged) {
        if (logged.sequence() <= before.sequence()) {
            return Optional.empty();
        }
        Tracked after = placed(before.after(logged), logged);
        List<Saying> sayings = isStale(logged) ? List.of() : sayings(before, logged, after);
        boolean heard = sayings.stream().anyMatch(saying -> saying.kind() == Saying.Kind.CHANNEL);
        return Optional.of(new Change(heard ? after.heard(logged.time()) : after, sayings));
    }

    private static List<Saying> sayings(Tracked before, LoggedEvent logged, Tracked after) {
        return Stream.concat(Silence.ended(before, logged.time()).stream(), Sayings.of(logged, after).stream())
                .toList();
    }

    private Tracked placed(Tracked after, LoggedEvent logged) {
        return after.channel().isEmpty()
                ? asked.channelOf(logged.cause()).map(after::in).orElse(after)
                : after;
    }

    private boolean isStale(LoggedEvent logged) {
        return logged.time().isBefore(clock.instant().minus(STALE));
    }
}
