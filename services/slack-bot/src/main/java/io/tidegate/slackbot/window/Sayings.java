package io.tidegate.slackbot.window;

import io.tidegate.contracts.Actor;
import io.tidegate.contracts.log.LoggedEvent;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.slackbot.report.PostMortemText;
import io.tidegate.slackbot.report.ReportText;
import io.tidegate.slackbot.text.Markup;
import io.tidegate.slackbot.text.Mrkdwn;
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
                    .map(line -> Mrkdwn.escape(line.text(window)) + called(logged.event(), window))
                    .map(line -> isForChannel(logged, after, window) ? Saying.toChannel(line) : Saying.inThread(line))
                    .ifPresent(sayings::add);
            if (logged.event() instanceof WindowEvent.StepRequested requested) {
                byHand(requested, window).map(Saying::toChannel).ifPresent(sayings::add);
            }
            if (logged.event() instanceof WindowEvent.HeadSigned signed) {
                sayings.add(Saying.inThread(signature(signed)));
                if (window.status().isFinal()) {
                    sayings.add(Saying.inThread(
                            ReportText.of(after.id(), window, after.chronicle(), after.sequence(), Markup.SLACK)));
                    if (window.status() == Status.ROLLED_BACK) {
                        sayings.add(Saying.inThread(
                                PostMortemText.of(after.id(), window, after.chronicle(), Markup.SLACK)));
                    }
                }
            }
        });
        return sayings;
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

    /** Those of whom something is asked by name, so that Slack tells them; empty where nobody is. */
    private static String called(WindowEvent event, Window window) {
        Plan plan = window.plan();
        return switch (event) {
            case WindowEvent.Escalated escalated
            when escalated.channels().contains(Plan.Reach.CHAT) ->
                turn("📣 " + Turn.holders(plan, escalated.roles()) + ": take care of it with the button, or with "
                        + Turn.typed(window, "acknowledge"));
            case WindowEvent.AvailabilityAsked asked ->
                turn("👉 " + Mrkdwn.person(asked.person()) + ": will you be there? Answer on the card, or "
                        + available(window));
            case WindowEvent.FollowUpDue due ->
                plan.followUp(due.followUp())
                        .map(followUp -> turn("👉 " + Turn.holders(plan, followUp.role()) + ": then say so with "
                                + Turn.typed(window, "done " + followUp.id() + " <what you found>")))
                        .orElse("");
            case WindowEvent.PersonNeeded needed -> turnOf(window);
            case WindowEvent.ProposalMade made -> turnOf(window);
            case WindowEvent.WindowStalled stalled -> turnOf(window);
            case WindowEvent.FixRanOut ranOut -> turnOf(window);
            case WindowEvent other -> "";
        };
    }

    /** A step that a person does has no agent that says that it begins. */
    private static Optional<String> byHand(WindowEvent.StepRequested requested, Window window) {
        return window.plan()
                .step(requested.step())
                .filter(step -> step.run() instanceof Work.Manual)
                .map(step -> "✋ " + Mrkdwn.bold(step.title()) + where(window) + " is to be done by hand."
                        + Turn.of(window).map(who -> turn("👉 " + who)).orElse(""));
    }

    /** Of a wave, whoever comes to one window mostly comes to all. */
    private static String available(Window window) {
        String all = Optional.ofNullable(window.wave())
                .map(wave -> " --wave " + wave.id())
                .orElse("");
        return (all.isEmpty() ? "with " : "for all of the wave with ") + Mrkdwn.code("/migration available" + all)
                + " or " + Mrkdwn.code("/migration unavailable <reason>" + all);
    }

    private static String where(Window window) {
        return window.wave() == null ? "" : " on " + Mrkdwn.escape(window.plan().targetInWords());
    }

    private static String turnOf(Window window) {
        return Turn.of(window).map(who -> turn("👉 " + who)).orElse("");
    }

    private static String turn(String text) {
        return "\n" + text;
    }

    private static String refusal(WindowEvent.CommandRefused refused) {
        return "⚠ " + Mrkdwn.code(typed(refused.command())) + " was refused: " + Mrkdwn.escape(refused.reason()) + "\n"
                + Mrkdwn.escape(refused.mend());
    }

    /** The log's name of a command, as people type it. */
    private static String typed(String command) {
        return command.equals("move") ? "postpone" : command;
    }

    private static String signature(WindowEvent.HeadSigned signed) {
        return "🔏 The log is signed up to event " + signed.upTo() + ".\nhash " + Mrkdwn.code(signed.hash()) + "\nkey "
                + Mrkdwn.code(signed.key()) + ", Ed25519 " + Mrkdwn.code(signed.signature());
    }
}
