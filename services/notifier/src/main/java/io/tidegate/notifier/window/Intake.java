package io.tidegate.notifier.window;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.BrokenLogException;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.notice.Owed;
import io.tidegate.notifier.notice.OwedCall;
import io.tidegate.notifier.window.Windows.Desk;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one event in: folds it once, and notes what is owed because of it, in one transaction. */
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Windows windows;
    private final List<String> incidentServices;
    private final Runnable changed;

    /**
     * @param incidentServices names of those that are called where a plan says webhook
     * @param changed told after each event that was folded
     */
    public Intake(Windows windows, List<String> incidentServices, Runnable changed) {
        this.windows = windows;
        this.incidentServices = List.copyOf(incidentServices);
        this.changed = changed;
    }

    /** An event that is known is let be; one that comes before its turn is laid aside until the missing one comes. */
    public void take(LoggedEvent logged) {
        windows.about(logged.window(), desk -> take(desk, logged));
        changed.run();
    }

    private void take(Desk desk, LoggedEvent logged) {
        Tracked tracked = desk.tracked();
        if (logged.sequence() <= tracked.sequence()) {
            if (logged.sequence() == tracked.sequence() && !logged.hash().equals(tracked.hash())) {
                LOG.error(
                        "window={} sequence={} came again with another content; the first is kept",
                        logged.window(),
                        logged.sequence());
            }
            return;
        }
        desk.layAside(logged);
        Optional<LoggedEvent> next = desk.takeUp(tracked.sequence() + 1);
        if (next.isEmpty()) {
            LOG.error(
                    "window={} sequence={} came, but {} is missing; the window waits for it",
                    logged.window(),
                    logged.sequence(),
                    tracked.sequence() + 1);
        }
        while (next.isPresent()) {
            Optional<Tracked> after = fold(desk, tracked, next.get());
            if (after.isEmpty()) {
                return;
            }
            tracked = after.get();
            next = desk.takeUp(tracked.sequence() + 1);
        }
    }

    /** Empty when the event is refused. */
    private Optional<Tracked> fold(Desk desk, Tracked before, LoggedEvent logged) {
        try {
            if (!before.isFollowedBy(logged)) {
                return refuse(desk, before, logged, "it does not carry the hash of the event before it");
            }
            Tracked after = before.after(logged);
            desk.keep(after);
            owe(desk, before, after, logged);
            return Optional.of(after);
        } catch (BrokenLogException e) {
            return refuse(desk, before, logged, String.valueOf(e.getMessage()));
        }
    }

    private void owe(Desk desk, Tracked before, Tracked after, LoggedEvent logged) {
        after.window().ifPresent(now -> {
            switch (logged.event()) {
                case WindowEvent.NoticeRequested requested ->
                    desk.owe(Owed.because(
                            logged.window(),
                            now,
                            requested.notice(),
                            requested.round(),
                            logged.time(),
                            after.earlier()));
                case WindowEvent.NoticeDelivered delivered -> desk.settled(logged.cause());
                case WindowEvent.EscalationDelivered delivered -> desk.settled(logged.cause());
                case WindowEvent other -> LOG.trace("{} makes the notifier owe no notice", other);
            }
            before.window().ifPresent(was -> desk.call(OwedCall.because(was, now, logged, incidentServices)));
        });
    }

    private static Optional<Tracked> refuse(Desk desk, Tracked before, LoggedEvent logged, String why) {
        if (!why.equals(before.refused())) {
            LOG.error(
                    "window={} sequence={} is refused, and all that follows on it: {}",
                    logged.window(),
                    logged.sequence(),
                    why);
        }
        desk.layAside(logged);
        desk.keep(before.refusing(why));
        return Optional.empty();
    }
}
