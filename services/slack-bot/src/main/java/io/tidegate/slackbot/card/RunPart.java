package io.tidegate.slackbot.card;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Work;
import io.tidegate.contracts.window.Forecast;
import io.tidegate.contracts.window.Question;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Mrkdwn;
import io.tidegate.slackbot.window.Silence;
import io.tidegate.slackbot.window.Tracked;
import io.tidegate.slackbot.window.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What people must know while a window runs, and after: forecast, what is asked, what is wrong, who was called. */
final class RunPart {
    private static final int TEXT = 400;
    private static final int MOST_BUGS = 3;
    private static final int MOST_CHECKS = 12;

    private final Tracked tracked;
    private final Window window;
    private final Instant now;
    private final ZoneId zone;

    RunPart(Tracked tracked, Window window, Instant now) {
        this.tracked = tracked;
        this.window = window;
        this.now = now;
        this.zone = window.plan().window().zone();
    }

    /** When it will be open again: {@code about 05:31 WIB, in 12 min}. */
    String openAgain() {
        Instant end = Forecast.of(window, now).end();
        boolean late = end.isAfter(window.endsAt());
        return (late ? "⚠️ " : "") + "about " + Mrkdwn.clock(end, zone) + until(end)
                + (late ? ", *after the planned end*" : "");
    }

    /** Until when a rollback still ends inside the window. */
    String pointOfNoReturn() {
        Forecast forecast = Forecast.of(window, now);
        Instant last = forecast.pointOfNoReturn();
        String takes =
                "; a rollback takes " + StatusLine.took(forecast.rollback().toMillis());
        return last.isAfter(now)
                ? Mrkdwn.clock(last, zone) + ", *" + rough(Duration.between(now, last)) + " left*" + takes
                : "⚠️ *passed* at " + Mrkdwn.clock(last, zone) + takes;
    }

    private String until(Instant time) {
        return time.isAfter(now) ? ", in " + rough(Duration.between(now, time)) : "";
    }

    private static String rough(Duration time) {
        return time.toMinutes() < 2 ? StatusLine.took(time.toMillis()) : time.toMinutes() + " min";
    }

    /** One paragraph each; empty while all goes well. */
    List<String> paragraphs() {
        List<String> paragraphs = new ArrayList<>();
        add(paragraphs, alarms());
        proposal(paragraphs);
        byHand(paragraphs);
        add(paragraphs, bugs());
        add(paragraphs, calls());
        return paragraphs;
    }

    private static void add(List<String> paragraphs, List<String> lines) {
        if (!lines.isEmpty()) {
            paragraphs.add(String.join("\n", lines));
        }
    }

    /** What the line above does not say already. */
    private List<String> alarms() {
        String said = StatusLine.of(window, now).action().toLowerCase(Locale.ROOT);
        List<String> lines = new ArrayList<>();
        if (!Silence.isOrchestratorHeard(tracked, now) && tracked.eventAt() != null) {
            lines.add("🚨 *The orchestrator has not been heard since " + Mrkdwn.clock(tracked.eventAt(), zone)
                    + "*: this card shows what was last known.");
        }
        String trouble = window.trouble();
        if (trouble != null && !said.contains(trouble.strip().toLowerCase(Locale.ROOT))) {
            lines.add("⚠️ " + Mrkdwn.escape(Mrkdwn.atMost(TEXT, trouble)));
        }
        if (window.overran() && !window.status().isFinal()) {
            lines.add("⚠️ The planned end, " + Mrkdwn.clock(window.endsAt(), zone) + ", has passed.");
        }
        Instant silent = window.silentSince();
        if (silent != null && !said.contains("has not been heard")) {
            lines.add("⚠️ The db-agent of " + Mrkdwn.code(window.plan().target()) + " has not been heard since "
                    + Mrkdwn.clock(silent, zone) + ".");
        }
        Instant stalled = window.stalledSince();
        if (stalled != null) {
            lines.add("⚠️ *No progress* since " + Mrkdwn.clock(stalled, zone) + blocks() + ".");
        }
        window.plan().steps().stream()
                .filter(step -> window.status() == Status.IN_PROGRESS && window.isWarnedOfMilestone(step.id()))
                .filter(step -> window.step(step.id())
                        .filter(state -> !state.isSettled())
                        .isPresent())
                .forEach(step -> lines.add("⚠️ " + title(step) + " was to be done by " + by(step) + "."));
        return lines;
    }

    private String blocks() {
        return window.stepAtWork()
                .flatMap(step -> window.plan().step(step.id()))
                .map(step -> ": " + title(step) + " blocks")
                .orElse("");
    }

    private String by(Plan.Step step) {
        Duration by = step.by();
        return by == null ? "now" : Mrkdwn.clock(window.startsAt().plus(by), zone);
    }

    private void proposal(List<String> paragraphs) {
        Window.Proposal proposal = window.proposal();
        if (proposal != null) {
            paragraphs.add("❓ *Proposed at " + Mrkdwn.clock(proposal.at(), zone) + "*: "
                    + Mrkdwn.escape(Mrkdwn.atMost(TEXT, proposal.reason()))
                    + " The window goes on until somebody decides.");
        }
    }

    private void byHand(List<String> paragraphs) {
        window.stepAtWork().flatMap(step -> window.plan().step(step.id())).ifPresent(step -> {
            if (step.run() instanceof Work.Manual manual) {
                paragraphs.add("✋ *" + title(step) + "*, by hand: "
                        + Turn.holders(window.plan(), manual.role())
                        + manual.checklist().stream()
                                .limit(MOST_CHECKS)
                                .map(check -> "\n☐ " + Mrkdwn.escape(Mrkdwn.atMost(150, check)))
                                .collect(Collectors.joining()));
            }
        });
    }

    private List<String> bugs() {
        List<Window.Bug> bugs = window.bugs();
        List<String> lines = new ArrayList<>();
        if (bugs.size() > MOST_BUGS) {
            lines.add("🐞 " + (bugs.size() - MOST_BUGS) + " earlier faults: " + Mrkdwn.code("/migration report"));
        }
        bugs.stream().skip(Math.max(0, bugs.size() - MOST_BUGS)).forEach(bug -> lines.add(bug(bug)));
        return lines;
    }

    private String bug(Window.Bug bug) {
        Integer share = bug.share();
        return "🐞 " + (bug.corruption() ? "*Data is being damaged* · " : "")
                + (share == null ? "affects an unknown share of users" : "affects " + share + " % of users") + " · "
                + Mrkdwn.escape(Mrkdwn.atMost(TEXT, bug.text())) + " · "
                + Mrkdwn.person(bug.by().id()) + ", " + Mrkdwn.clock(bug.at(), zone);
    }

    private List<String> calls() {
        List<String> lines = new ArrayList<>();
        for (Question question : Question.of(window)) {
            question.call(window).ifPresent(call -> lines.add(call(question, call)));
        }
        return lines;
    }

    private String call(Question question, Window.Call call) {
        var by = call.acknowledgedBy();
        String asked = Mrkdwn.escape(Mrkdwn.atMost(100, question.text()));
        return by == null
                ? "📣 Level " + call.level() + " was called at " + Mrkdwn.clock(call.at(), zone)
                        + ", and nobody has answered yet: " + asked
                : "📣 " + Mrkdwn.person(by.id()) + " takes care of it: " + asked;
    }

    private static String title(Plan.Step step) {
        return Mrkdwn.escape(Mrkdwn.atMost(100, step.title()));
    }
}
