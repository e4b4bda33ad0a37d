package io.tidegate.cli.local;

import io.tidegate.cli.people.Answers;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanReader;
import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowCommand;
import io.tidegate.local.application.Traffic;
import io.tidegate.local.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** A whole window on the local stack, with the people's part played, and a look at what came of it. */
final class Demo {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration SETTLING = Duration.ofSeconds(20);

    /** From the first command to the window's start; a machine that was slow to start the stack gets as long again. */
    private static final Duration LEAD_TIME = Duration.ofSeconds(20);

    private final Stack stack;
    private final Terminal terminal;
    private final boolean failing;
    private final Plan plan;
    private final Answers answers = new Answers(Set.of());
    private final Set<Answers.Answer> said = new HashSet<>();
    private boolean persevering;
    private final BiConsumer<LoggedEvent, Window> also;

    /**
     * @param failing the migration has a fault: the window must end rolled back
     * @param also told of every event and the state after it, when it has been shown
     */
    Demo(Stack stack, Terminal terminal, boolean failing, BiConsumer<LoggedEvent, Window> also) {
        this.stack = stack;
        this.terminal = terminal;
        this.failing = failing;
        this.plan = planOf(stack);
        this.also = also;
    }

    /** A person who is asked resumes, once. */
    Demo persevering() {
        persevering = true;
        return this;
    }

    /** @param window as it ended */
    record Outcome(Window window, NoticesProof notices, List<Proof> proofs) {
        /** Everything that the demo claims. */
        boolean isSo() {
            return proofs.stream().allMatch(Proof::holds);
        }
    }

    Outcome run() {
        DumpProof before = failing ? DumpProof.of(stack.target()) : null;
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
                            ? TargetProof.of(stack.target(), stack.example())
                            : DumpProof.of(stack.target()).equalTo(before));
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
        List<String> approvers =
                plan.approvals().stream().map(this::holderOf).distinct().toList();
        say(
                people,
                approvers.getFirst(),
                "/migration schedule " + plan.name() + " in " + leadTime().toSeconds() + "s");
        reach(follower, window -> window.status() == Status.DECIDING, "the decision to open");
        people.awaitButton("tidegate:go");
        answering(follower, people, window -> window.went() || window.status().isFinal(), "the decision");
        terminal.heading("The window");
        Window end = answering(follower, people, this::isOverOrAsks, "the window's end");
        if (persevering && end.status() == Status.NEEDS_PERSON) {
            say(people, approvers.getFirst(), "/migration resume");
            answering(follower, people, window -> window.status() != Status.NEEDS_PERSON, "the window to go on");
            answering(follower, people, this::isOverOrAsks, "the window's end");
        }
        return answering(follower, people, Demo::isSettled, "the last notice");
    }

    private Duration leadTime() {
        return stack.startup().compareTo(LEAD_TIME) > 0 ? stack.startup() : LEAD_TIME;
    }

    /** Meanwhile whoever is asked for something answers, once. */
    private Window answering(
            Follower follower, People people, java.util.function.Predicate<Window> wanted, String what) {
        return reach(
                follower,
                window -> {
                    answers.to(window).stream().filter(said::add).forEach(answer -> typed(answer)
                            .ifPresent(text -> {
                                awaitQuestion(people, answer.command());
                                say(people, answer.person(), "/migration " + text);
                            }));
                    return wanted.test(window);
                },
                what);
    }

    /** Nobody says that something is done before the channel has asked for it. */
    private static void awaitQuestion(People people, WindowCommand command) {
        if (command instanceof WindowCommand.Done done) {
            people.awaitButton("tidegate:done:" + done.what());
        }
    }

    /** What is typed; empty for what a demo leaves to whoever looks at it. */
    private Optional<String> typed(Answers.Answer answer) {
        return switch (answer.command()) {
            case WindowCommand.Available available -> Optional.of("available");
            case WindowCommand.Attest attest -> Optional.of("attest " + attest.criterion());
            case WindowCommand.Go go -> Optional.of("go");
            case WindowCommand.GoOn on -> Optional.of("go-on " + on.reason());
            case WindowCommand.Done done -> Optional.of("done " + done.what());
            case WindowCommand.Acknowledge care ->
                failing && answer.question().id().equals(Question.PERSON)
                        ? Optional.of("rollback it cannot be mended in time")
                        : Optional.empty();
            case WindowCommand other -> Optional.empty();
        };
    }

    /** Time to mend what was made to fail is not used: people go back. */
    private boolean isOverOrAsks(Window window) {
        boolean goesBack = failing && window.fix() != null;
        return window.status().isFinal() || window.status() == Status.NEEDS_PERSON && !goesBack;
    }

    /** The end's notices were asked for, nothing that was asked of the notifier is open, and nobody is to look after it. */
    private static boolean isSettled(Window window) {
        boolean isLookedAfter = window.followUps().values().stream()
                .noneMatch(state -> state.progress() == Window.FollowUpState.Progress.DUE);
        return endIsAnnounced(window) && window.allNoticesAnswered() && isLookedAfter;
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

    private static Plan planOf(Stack stack) {
        Path file = stack.example().plan();
        try {
            return switch (PlanReader.read(file.toString(), Files.readString(file))) {
                case PlanReader.Reading.Valid valid -> valid.plan();
                case PlanReader.Reading.Invalid invalid ->
                    throw new IllegalStateException("the example's plan is not valid: "
                            + invalid.problems().getFirst());
            };
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private String holderOf(String role) {
        return plan.team().stream()
                .filter(member -> member.role().equals(role))
                .map(Plan.Member::person)
                .findFirst()
                .orElseThrow();
    }

    private void say(People people, String user, String text) {
        Duration took = people.type(user, text);
        terminal.line(plan.names().getOrDefault(user, user) + " types " + text + " (acknowledged in " + took.toMillis()
                + " ms)");
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
