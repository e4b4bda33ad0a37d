package io.tidegate.slackbot.window;

import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report: planned against actual, downtime, decisions with names, notices, the signature under the log. */
public final class ReportText {
    private final String id;
    private final Window window;
    private final Chronicle chronicle;
    private final long sequence;
    private final ZoneId zone;
    private final StringBuilder text = new StringBuilder();

    private ReportText(String id, Window window, Chronicle chronicle, long sequence) {
        this.id = id;
        this.window = window;
        this.chronicle = chronicle;
        this.sequence = sequence;
        this.zone = window.plan().window().zone();
    }

    public static String of(String id, Window window, Chronicle chronicle, long sequence) {
        ReportText report = new ReportText(id, window, chronicle, sequence);
        report.outcome();
        report.times();
        report.steps();
        report.decisions();
        report.notices();
        report.log();
        return report.text.toString().strip();
    }

    private void outcome() {
        line("*Report* · " + Mrkdwn.bold(window.plan().title()) + " · " + Mrkdwn.code(id));
        String trouble = window.trouble();
        line(Marks.of(window) + " *" + StatusLine.words(window.status()) + "*"
                + (window.status().isFinal() ? "" : " (not ended yet)")
                + (trouble == null ? "" : ": " + Mrkdwn.escape(trouble)));
    }

    private void times() {
        Plan.Timing timing = window.plan().window();
        line("Start planned " + Mrkdwn.plainMoment(window.startsAt(), zone) + ", opened " + clock(window.openedAt()));
        Instant planned = window.startsAt().plus(timing.length());
        line("End planned " + Mrkdwn.clock(planned, zone)
                + (window.endsAt().equals(planned) ? "" : ", extended to " + Mrkdwn.clock(window.endsAt(), zone))
                + ", application open again "
                + clock(window.reopenedAt()) + ", ended " + clock(window.endedAt()));
        line("*Downtime* planned " + Durations.format(timing.downtime()) + ", actual "
                + between(window.closedAt(), window.reopenedAt()));
    }

    private void steps() {
        head("Steps (planned → actual)");
        long planned = 0;
        long actual = 0;
        for (StepState step : window.steps()) {
            Plan.Step plan = window.plan().step(step.id()).orElseThrow();
            if (plan.phase() == Phase.ROLLBACK && step.progress() == StepState.Progress.WAITING) {
                continue;
            }
            step(plan, step);
            Duration expected = plan.expected();
            Long took = step.durationMs();
            planned += expected == null || took == null ? 0 : expected.toMillis();
            actual += took == null ? 0 : took;
        }
        line("Together: " + StatusLine.took(planned) + " → " + StatusLine.took(actual));
    }

    private void step(Plan.Step plan, StepState step) {
        Duration expected = plan.expected();
        Long took = step.durationMs();
        String end = took != null
                ? StatusLine.took(took)
                : switch (step.progress()) {
                    case WAITING -> "not run";
                    case REQUESTED, RUNNING -> "at work";
                    case DONE -> "done";
                    case FAILED -> "failed: " + Mrkdwn.escape(reason(step));
                    case SKIPPED -> "not needed: " + Mrkdwn.escape(reason(step));
                };
        line(Marks.of(step.progress()) + " " + Mrkdwn.escape(plan.title()) + ": "
                + (expected == null ? "unknown" : StatusLine.took(expected.toMillis())) + " → " + end
                + (step.attempt() > 1 ? " (attempt " + step.attempt() + ")" : ""));
    }

    private static String reason(StepState step) {
        String doing = step.doing();
        return doing == null ? "no reason given" : doing;
    }

    private void decisions() {
        head("Decisions");
        for (Plan.Criterion criterion : window.plan().criteria()) {
            Window.Attestation attested = window.attestations().get(criterion.id());
            line((window.isMet(criterion) ? "✓ " : "○ ")
                    + Mrkdwn.escape(criterion.title())
                    + (attested == null
                            ? ""
                            : ", attested by "
                                    + Mrkdwn.escape(name(
                                            attested.by().id(), attested.by().label()))));
        }
        for (Chronicle.Deed deed : chronicle.deeds()) {
            line(Mrkdwn.bareClock(deed.at(), zone) + " "
                    + Mrkdwn.escape(name(deed.by().id(), deed.by().label()) + " " + deed.words()));
        }
    }

    private String name(String personId, String label) {
        return window.plan().names().getOrDefault(personId, label);
    }

    private void notices() {
        head("Notices");
        List<String> waiting = new ArrayList<>();
        for (Map.Entry<String, Window.NoticeState> entry : window.notices().entrySet()) {
            Window.NoticeState notice = entry.getValue();
            String named = Mrkdwn.code(entry.getKey());
            switch (notice.progress()) {
                case WAITING -> waiting.add(named);
                case SKIPPED ->
                    line("– " + named + " skipped: " + Mrkdwn.escape(String.valueOf(notice.skippedBecause())));
                case REQUESTED ->
                    line((window.isDelivered(entry.getKey()) ? "✓ " : "… ") + named + " " + deliveries(notice));
            }
        }
        if (!waiting.isEmpty()) {
            line("○ not due: " + String.join(", ", waiting));
        }
    }

    private static String deliveries(Window.NoticeState notice) {
        List<String> all = new ArrayList<>();
        notice.deliveries()
                .forEach((to, delivery) -> all.add(Mrkdwn.escape(to) + " " + delivery.sent()
                        + (delivery.failed() == 0 ? "" : ", " + delivery.failed() + " failed")
                        + (delivery.uncertain() == 0 ? "" : ", " + delivery.uncertain() + " in doubt")));
        return all.isEmpty() ? "on its way" : String.join(" · ", all);
    }

    private void log() {
        head("Log");
        var head = chronicle.head();
        line(sequence + " events"
                + (head == null
                        ? ", not signed yet"
                        : ", signed up to " + head.upTo() + ": hash " + Mrkdwn.code(head.hash()) + ", key "
                                + Mrkdwn.code(head.key()) + ", Ed25519 " + Mrkdwn.code(head.signature())));
    }

    private String clock(@Nullable Instant time) {
        return time == null ? "never" : Mrkdwn.clock(time, zone);
    }

    private static String between(@Nullable Instant from, @Nullable Instant to) {
        if (from == null) {
            return "none";
        }
        return to == null ? "going on" : StatusLine.took(to.toEpochMilli() - from.toEpochMilli());
    }

    private void head(String title) {
        text.append("\n*").append(title).append("*\n");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
