package io.tidegate.slackbot.report;

import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Markup;
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
    private final Markup markup;
    private final StringBuilder text = new StringBuilder();

    private ReportText(String id, Window window, Chronicle chronicle, long sequence, Markup markup) {
        this.id = id;
        this.window = window;
        this.chronicle = chronicle;
        this.sequence = sequence;
        this.zone = window.plan().window().zone();
        this.markup = markup;
    }

    /** @param sequence of the newest event */
    public static String of(String id, Window window, Chronicle chronicle, long sequence, Markup markup) {
        ReportText report = new ReportText(id, window, chronicle, sequence, markup);
        report.outcome();
        report.times();
        report.overrides();
        report.dates();
        report.steps();
        report.decisions();
        report.section("Faults that were reported", Faults.lines(window, markup));
        report.section("Escalations", report.happened(Sort.CALL));
        report.notices();
        report.section("Follow-ups and sign-offs", FollowUps.lines(window, markup));
        report.log();
        return report.text.toString().strip();
    }

    private void outcome() {
        text.append(markup.title("Report", window.plan().title(), id));
        String trouble = window.trouble();
        line(Marks.of(window) + " " + markup.bold(StatusLine.words(window.status()))
                + (window.status().isFinal() ? "" : " (not ended yet)")
                + (trouble == null ? "" : ": " + markup.escape(trouble)));
        if (window.settledAt() != null) {
            line("Everything is looked after since " + Mrkdwn.plainMoment(window.settledAt(), zone) + ".");
        }
    }

    /** What the window went without is said before anything else. */
    private void overrides() {
        section("⚠️ Went without", Overrides.lines(window, markup));
    }

    /** The times say all there is to say of a window that is where it was scheduled. */
    private void dates() {
        List<String> dates = happened(Sort.DATE);
        if (dates.size() > 1) {
            section("Date and plan", dates);
        }
    }

    /** What happened of that sort, in order. */
    private List<String> happened(Sort sort) {
        return chronicle.happenings().stream()
                .filter(happening -> happening.sort() == sort)
                .map(happening -> Mrkdwn.plainMoment(happening.at(), zone) + " · " + markup.escape(happening.text()))
                .toList();
    }

    private void section(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            head(title);
            lines.forEach(this::line);
        }
    }

    private void times() {
        Plan.Timing timing = window.plan().window();
        line("Start planned " + Mrkdwn.plainMoment(window.startsAt(), zone) + ", opened " + clock(window.openedAt()));
        Instant planned = window.startsAt().plus(timing.length());
        line("End planned " + Mrkdwn.clock(planned, zone)
                + (window.endsAt().equals(planned) ? "" : ", extended to " + Mrkdwn.clock(window.endsAt(), zone))
                + ", application open again "
                + clock(window.reopenedAt()) + ", ended " + clock(window.endedAt()));
        line(markup.bold("Downtime") + " planned " + Durations.format(timing.downtime()) + ", actual "
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
                    case FAILED -> "failed: " + markup.escape(reason(step));
                    case SKIPPED -> "not needed: " + markup.escape(reason(step));
                };
        line(Marks.of(step.progress()) + " " + markup.escape(plan.title()) + ": "
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
            line(criterion(criterion));
        }
        for (Window.Approval approval : window.approvals()) {
            line("✓ go by "
                    + markup.escape(name(approval.by().id(), approval.by().label())) + " ("
                    + markup.escape(approval.role()) + "), " + Mrkdwn.clock(approval.at(), zone)
                    + (approval.bound() == null
                            ? ""
                            : ", to " + markup.code(approval.bound().substring(0, 12))));
        }
        Days.lines(chronicle.deeds(), zone, Chronicle.Deed::at, this::deed, markup)
                .forEach(this::line);
    }

    private String deed(Chronicle.Deed deed) {
        return markup.escape(name(deed.by().id(), deed.by().label()) + " " + deed.words());
    }

    /** What only the moment of the decision knows was so then, or there would have been no go. */
    private boolean wasMet(Plan.Criterion criterion) {
        return window.isMet(criterion) || window.went() && criterion.state() != null;
    }

    private String criterion(Plan.Criterion criterion) {
        String title = markup.escape(criterion.title());
        Window.Attestation attested = window.attestations().get(criterion.id());
        if (window.overrides().containsKey(criterion.id())) {
            return "⚠️ " + title + ": " + markup.bold("overridden") + ", see above";
        }
        return (window.isMet(criterion) ? "✓ " : "○ ")
                + title
                + (attested == null
                        ? ""
                        : ", attested by "
                                + markup.escape(
                                        name(attested.by().id(), attested.by().label())) + " ("
                                + markup.escape(attested.role()) + "), " + Mrkdwn.clock(attested.at(), zone));
    }

    private String name(String personId, String label) {
        return window.plan().names().getOrDefault(personId, label);
    }

    private void notices() {
        head("Notices");
        List<String> waiting = new ArrayList<>();
        for (Map.Entry<String, Window.NoticeState> entry : window.notices().entrySet()) {
            Window.NoticeState notice = entry.getValue();
            String named = markup.code(entry.getKey());
            switch (notice.progress()) {
                case WAITING -> waiting.add(named);
                case SKIPPED ->
                    line("– " + named + " skipped: " + markup.escape(String.valueOf(notice.skippedBecause())));
                case REQUESTED ->
                    line((window.isDelivered(entry.getKey()) ? "✓ " : "… ") + named + " " + deliveries(notice));
            }
        }
        if (!waiting.isEmpty()) {
            line("○ not due: " + String.join(", ", waiting));
        }
    }

    private String deliveries(Window.NoticeState notice) {
        List<String> all = new ArrayList<>();
        notice.deliveries()
                .forEach((to, delivery) -> all.add(markup.escape(to) + " " + delivery.sent()
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
                        : ", signed up to " + head.upTo() + ": hash " + markup.code(head.hash()) + ", key "
                                + markup.code(head.key()) + ", Ed25519 " + markup.code(head.signature())));
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
        text.append(markup.heading(title));
    }

    private void line(String line) {
        text.append(markup.line(line));
    }
}
