package io.tidegate.cli.local;

import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import io.tidegate.local.application.Traffic;
import io.tidegate.local.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** A whole window on the local stack, with the people's part played, and a look at what came of it. */
final class Demo {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration SETTLING = Duration.ofSeconds(20);
    private static final String LEAD = "U0RATNA";
    private static final String OWNER = "U0BUDI";
    private static final String TESTER = "U0SARI";
    private static final Map<String, String> NAMES = Map.of(LEAD, "Ratna", OWNER, "Budi", TESTER, "Sari");

    private final Stack stack;
    private final Terminal terminal;
    private final boolean failing;
    private final BiConsumer<LoggedEvent, Window> also;

    /**
     * @param failing the migration has a fault: the window must end rolled back
     * @param also told of every event and the state after it, when it has been shown
     */
    Demo(Stack stack, Terminal terminal, boolean failing, BiConsumer<LoggedEvent, Window> also) {
        this.stack = stack;
        this.terminal = terminal;
        this.failing = failing;
        this.also = also;
    }

    /** @param window as it ended */
    record Outcome(Window window, NoticesProof notices, List<Proof> proofs) {
        /** Everything that the demo claims. */
        boolean isSo() {
            return proofs.stream().allMatch(Proof::holds);
        }
    }

    Outcome run() {
        DumpProof before = failing ? DumpProof.of(stack.postgres()) : null;
        try (var follower =
                        new Follower(stack.kafka(), ((BiConsumer<LoggedEvent, Window>) terminal::event).andThen(also));
                var traffic = Traffic.against(stack.application())) {
            Window window = window(follower);
            var seen = traffic.seen();
            terminal.heading("Planned against actual");
            Summary.lines(window).forEach(terminal::line);
            terminal.heading("What came of it");
            List<Proof> proofs = new ArrayList<>();
            proofs.add(ended(window, seen));
            proofs.add(
                    before == null
                            ? TargetProof.of(stack.postgres())
                            : DumpProof.of(stack.postgres()).equalTo(before));
            var people = new People(stack.workspace());
            var notices = NoticesProof.of(
                    window,
                    people.get(stack.mailbox() + "/local/mails"),
                    people.get(stack.whatsApp() + "/local/messages"));
            proofs.add(notices.proof());
            proofs.add(LogProof.of(stack, follower.window()));
            proofs.forEach(this::show);
            return new Outcome(window, notices, proofs);
        }
    }

    private Window window(Follower follower) {
        var people = new People(stack.workspace());
        terminal.heading("The people");
        say(people, LEAD, "/migration schedule portion-size in 14s");
        reach(follower, window -> window.status() == Status.DECIDING, "the decision to open");
        people.awaitButton("tidegate:go");
        say(people, TESTER, "/migration attest staging");
        say(people, LEAD, "/migration go");
        say(people, OWNER, "/migration go");
        reach(follower, window -> window.went() || window.status().isFinal(), "the decision");
        terminal.heading("The window");
        reach(
                follower,
                window -> window.status().isFinal() || window.status() == Status.NEEDS_PERSON,
                "the window's end");
        return reach(follower, Demo::isSettled, "the last notice");
    }

    /** The end's notices were asked for, and nothing that was asked of the notifier is open. */
    private static boolean isSettled(Window window) {
        return endIsAnnounced(window) && window.allNoticesAnswered();
    }

    private static boolean endIsAnnounced(Window window) {
        Plan.Moment moment =
                switch (window.status()) {
                    case ROLLED_BACK -> Plan.Moment.ROLLED_BACK;
                    case POSTPONED -> Plan.Moment.POSTPONED;
                    case CANCELLED -> Plan.Moment.CANCELLED;
                    case NEEDS_PERSON -> Plan.Moment.PERSON_NEEDED;
                    case SCHEDULED, DECIDING, IN_PROGRESS, WATCHING, ROLLING_BACK, COMPLETED -> Plan.Moment.REOPENED;
                };
        return window.plan().notices().stream()
                .filter(notice -> notice.on() == moment)
                .map(notice -> window.notices().get(notice.id()))
                .noneMatch(state -> state == null || state.progress() == Window.NoticeState.Progress.WAITING);
    }

    private Window reach(Follower follower, java.util.function.Predicate<Window> wanted, String what) {
        Duration limit = what.equals("the last notice") ? SETTLING : LIMIT;
        Instant begun = Instant.now();
        return follower.await(wanted, limit)
                .orElseThrow(() -> new IllegalStateException("waited "
                        + Duration.between(begun, Instant.now()).toSeconds() + " s for " + what
                        + "; the services' logs are in " + stack.logs()));
    }

    private void say(People people, String user, String text) {
        Duration took = people.type(user, text);
        terminal.line(
                NAMES.getOrDefault(user, user) + " types " + text + " (acknowledged in " + took.toMillis() + " ms)");
    }

    private Proof ended(Window window, Traffic.Seen seen) {
        Status wanted = failing ? Status.ROLLED_BACK : Status.COMPLETED;
        Instant closed = window.closedAt();
        Instant reopened = window.reopenedAt();
        String downtime = closed == null || reopened == null
                ? "none"
                : StatusLine.took(Duration.between(closed, reopened).toMillis());
        return new Proof(
                window.status() == wanted,
                "the window is " + StatusLine.words(window.status()) + "; downtime " + downtime + " by the log, "
                        + StatusLine.took(seen.outage().toMillis()) + " for the people at the screens ("
                        + seen.refused() + " of " + (seen.refused() + seen.answered()) + " requests went unanswered)");
    }

    private void show(Proof proof) {
        if (proof.holds()) {
            terminal.good(proof.says());
        } else {
            terminal.bad(proof.says());
        }
    }
}
