package io.tidegate.slackbot.window;

import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** A window's plan in words: times, steps, rollback, notices, criteria, team. */
public final class PlanText {
    private PlanText() {}

    public static String of(String id, Window window) {
        Plan plan = window.plan();
        StringBuilder text = new StringBuilder();
        text.append(Mrkdwn.bold(plan.title()))
                .append(" · ")
                .append(Mrkdwn.code(id))
                .append('\n');
        text.append(Mrkdwn.escape(plan.summary())).append('\n');
        times(text, window);
        text.append("\n*Steps* (expected; limit)\n");
        plan.steps().forEach(step -> step(text, step));
        if (!plan.rollback().isEmpty()) {
            text.append("\n*Rollback*, by safety copy (expected; limit)\n");
            plan.rollback().forEach(step -> step(text, step));
        }
        text.append("\n*Criteria of go*\n");
        plan.criteria().forEach(criterion -> criterion(text, criterion));
        text.append("\n*Notices*\n");
        plan.notices().forEach(notice -> notice(text, window, notice));
        text.append("\n*Team*\n");
        plan.team().forEach(member -> member(text, plan, member));
        return text.toString().strip();
    }

    private static void times(StringBuilder text, Window window) {
        Plan.Timing timing = window.plan().window();
        line(text, "Decision " + Mrkdwn.moment(window.decisionAt(), timing.zone()));
        line(text, "Start " + Mrkdwn.moment(window.startsAt(), timing.zone()));
        line(
                text,
                "End " + Mrkdwn.moment(window.endsAt(), timing.zone()) + ", "
                        + Durations.format(timing.length()) + " long, " + Durations.format(timing.downtime())
                        + " without the application, then watched for " + Durations.format(timing.watch()));
    }

    private static void step(StringBuilder text, Plan.Step step) {
        Duration expected = step.expected();
        line(
                text,
                "• _" + step.phase().label() + "_ " + Mrkdwn.escape(step.title()) + " ("
                        + (expected == null ? "unknown" : Durations.format(expected)) + "; "
                        + Durations.format(step.limit()) + ")");
    }

    private static void criterion(StringBuilder text, Plan.Criterion criterion) {
        String role = criterion.attestedBy();
        line(
                text,
                "• " + Mrkdwn.code(criterion.id()) + " " + Mrkdwn.escape(criterion.title())
                        + (role == null ? ", measured" : ", attested by " + Mrkdwn.escape(role)));
    }

    private static void notice(StringBuilder text, Window window, Plan.Notice notice) {
        var at = notice.at();
        var on = notice.on();
        String when = at != null
                ? at + ", "
                        + Mrkdwn.plainMoment(
                                at.before(
                                        window.startsAt(),
                                        window.plan().window().zone()),
                                window.plan().window().zone())
                : "when "
                        + (on == null
                                ? "asked"
                                : on.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        line(
                text,
                "• " + Mrkdwn.code(notice.id()) + " " + when + " → "
                        + Mrkdwn.escape(String.join(", ", notice.audiences())) + " by " + channels(notice));
    }

    private static String channels(Plan.Notice notice) {
        return notice.channels().stream()
                .map(medium -> medium.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private static void member(StringBuilder text, Plan plan, Plan.Member member) {
        line(
                text,
                "• " + Turn.holders(plan, member.role())
                        + (plan.approvals().contains(member.role()) ? ", says go or no-go" : ""));
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
