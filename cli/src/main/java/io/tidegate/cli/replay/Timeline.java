package io.tidegate.cli.replay;

import io.tidegate.contracts.PayloadTypes;
import io.tidegate.contracts.log.History;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.contracts.window.WindowState;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A window's log, line by line, for people. */
public final class Timeline {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private Timeline() {}

    /** Times are in the plan's zone. */
    public static List<String> lines(History history) {
        List<String> lines = new ArrayList<>();
        ZoneId zone = history.state() instanceof Window window
                ? window.plan().window().zone()
                : ZoneOffset.UTC;
        LocalDate day = LocalDate.MIN;
        for (History.Entry entry : history.entries()) {
            ZonedDateTime time = entry.event().time().atZone(zone);
            if (!time.toLocalDate().equals(day)) {
                day = time.toLocalDate();
                lines.add(DAY.format(time) + ", " + zone);
            }
            lines.add(line(entry, time));
        }
        return lines;
    }

    /** What is known about the log as a whole, verdict first. */
    public static List<String> verdict(Replay replay) {
        List<String> lines = new ArrayList<>();
        var log = replay.log();
        var history = log.history();
        if (replay.isVerified()) {
            lines.add(
                    "Verified: " + history.sequence() + " events without a gap, signed up to event " + log.signedUpTo()
                            + (log.unsignedTail() == 0 ? "" : ", " + log.unsignedTail() + " after the last signature")
                            + (log.redelivered() == 0 ? "" : ", " + log.redelivered() + " delivered again")
                            + ".");
        } else {
            int count = log.faults().size();
            lines.add("NOT verified: " + count + (count == 1 ? " fault." : " faults."));
            log.faults().forEach(fault -> lines.add("  " + printable(fault.toString())));
        }
        lines.add("State: " + state(replay.state()) + "; head " + history.sequence() + ":" + history.hash());
        return lines;
    }

    private static String state(WindowState state) {
        return state instanceof Window window ? StatusLine.words(window.status()) : "never scheduled";
    }

    private static String line(History.Entry entry, ZonedDateTime time) {
        LoggedEvent event = entry.event();
        return String.format(
                        Locale.ROOT,
                        "%5d  %s  %9s  %-14s  %s",
                        event.sequence(),
                        CLOCK.format(time),
                        duration(event.event()).map(StatusLine::took).orElse(""),
                        printable(event.actor().label()),
                        printable(what(entry)))
                .stripTrailing();
    }

    private static Optional<Long> duration(WindowEvent event) {
        return switch (event) {
            case WindowEvent.StepSucceeded step -> Optional.of(step.durationMs());
            case WindowEvent.WindowReopened reopened -> Optional.of(reopened.downtimeMs());
            case WindowEvent.WindowRolledBack back -> Optional.of(back.downtimeMs());
            case WindowEvent other -> Optional.empty();
        };
    }

    private static String what(History.Entry entry) {
        return status(entry)
                .map(line -> line.mark().sign() + " " + line.status() + " · " + line.action())
                .orElseGet(() -> "  " + quiet(entry.event().event()));
    }

    private static Optional<StatusLine> status(History.Entry entry) {
        return entry.after() instanceof Window window ? StatusLine.after(entry.event(), window) : Optional.empty();
    }

    /** What is not worth a line in the channel. */
    private static String quiet(WindowEvent event) {
        String name = PayloadTypes.shortName(event);
        return switch (event) {
            case WindowEvent.OfStep step -> name + " " + step.step() + ", attempt " + step.attempt();
            case WindowEvent.NoticeRequested notice -> name + " " + notice.notice();
            case WindowEvent.NoticeSkipped notice -> name + " " + notice.notice() + ": " + notice.reason();
            case WindowEvent.NoticeDelivered notice ->
                name + " " + notice.notice() + " to " + Window.deliveryKey(notice.audience(), notice.medium()) + ", "
                        + notice.sent() + " sent";
            case WindowEvent.HeadSigned head -> name + " up to event " + head.upTo() + " by key " + head.key();
            case WindowEvent.CommandRefused refused -> name + " " + refused.command() + ": " + refused.reason();
            case WindowEvent other -> name;
        };
    }

    /** Texts of people cannot drive the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
