package io.tidegate.slackbot.card;

import com.slack.api.model.block.LayoutBlock;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Phase;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.report.Marks;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The steps by phase, each with its mark, planned and actual time, and progress while it works. */
final class StepsPart {
    private static final int SECTION = 2_900;
    private static final int TITLE = 120;

    private final Window window;
    private final Instant now;

    StepsPart(Window window, Instant now) {
        this.window = window;
        this.now = now;
    }

    /** One section a phase; where that takes more than {@code room} characters, settled and untouched phases shrink. */
    List<LayoutBlock> blocks(int room) {
        List<String> full = new ArrayList<>();
        List<String> folded = new ArrayList<>();
        byPhase().forEach((phase, steps) -> {
            String all = inFull(phase, steps);
            String one = inShort(phase, steps);
            full.add(all);
            folded.add(steps.stream().anyMatch(this::isOfInterest) ? Mrkdwn.atMost(SECTION, all) : one);
        });
        boolean fits = full.stream().mapToInt(String::length).sum() <= room
                && full.stream().allMatch(text -> text.length() <= SECTION);
        return (fits ? full : folded).stream().map(SlackCard::paragraph).toList();
    }

    private Map<Phase, List<StepState>> byPhase() {
        Map<Phase, List<StepState>> phases = new EnumMap<>(Phase.class);
        for (StepState step : window.steps()) {
            Phase phase = plan(step).phase();
            if (phase != Phase.ROLLBACK || isRollbackShown()) {
                phases.computeIfAbsent(phase, p -> new ArrayList<>()).add(step);
            }
        }
        return phases;
    }

    private boolean isRollbackShown() {
        return window.status() == Status.ROLLING_BACK
                || window.status() == Status.ROLLED_BACK
                || window.steps().stream()
                        .filter(step -> plan(step).phase() == Phase.ROLLBACK)
                        .anyMatch(step -> step.progress() != StepState.Progress.WAITING);
    }

    private boolean isOfInterest(StepState step) {
        return step.isAtWork() || step.progress() == StepState.Progress.FAILED;
    }

    private String inFull(Phase phase, List<StepState> steps) {
        StringBuilder text = new StringBuilder("*" + phase.label() + "*");
        steps.forEach(step -> text.append('\n').append(line(step)));
        return text.toString();
    }

    private static String inShort(Phase phase, List<StepState> steps) {
        long settled = steps.stream().filter(StepState::isSettled).count();
        return "*" + phase.label() + "* " + (settled == steps.size() ? "✓ " : "○ ") + settled + " of " + steps.size()
                + " steps";
    }

    private String line(StepState step) {
        Plan.Step plan = plan(step);
        String title = Mrkdwn.escape(Mrkdwn.atMost(TITLE, plan.title()));
        String attempt = step.attempt() > 1 ? ", attempt " + step.attempt() : "";
        String body = Marks.of(step.progress()) + " " + (step.isAtWork() ? "*" + title + "*" : title) + attempt;
        return switch (step.progress()) {
            case WAITING -> body + planned(plan, " · planned ");
            case REQUESTED -> body + (plan.isManual() ? " · to be done by hand" : " · handed to the agent");
            case RUNNING -> body + running(step) + planned(plan, ", planned ");
            case DONE -> body + " · " + took(step) + planned(plan, ", planned ");
            case FAILED, SKIPPED -> body + " · " + Mrkdwn.escape(Mrkdwn.atMost(300, reason(step)));
        };
    }

    private String running(StepState step) {
        Instant since = step.startedAt();
        String doing = step.doing();
        Integer percent = step.percent();
        return (percent == null ? "" : " · " + Marks.bar(percent))
                + (doing == null ? "" : " · " + Mrkdwn.escape(Mrkdwn.atMost(TITLE, doing)))
                + (since == null
                        ? ""
                        : " · for "
                                + StatusLine.took(
                                        Math.max(0, Duration.between(since, now).toMillis())));
    }

    private static String planned(Plan.Step plan, String before) {
        Duration expected = plan.expected();
        return expected == null ? "" : before + Durations.format(expected);
    }

    private static String took(StepState step) {
        Long took = step.durationMs();
        return took == null ? "done" : "*" + StatusLine.took(took) + "*";
    }

    private static String reason(StepState step) {
        String doing = step.doing();
        return doing == null ? "no reason given" : doing;
    }

    private Plan.Step plan(StepState step) {
        return window.plan().step(step.id()).orElseThrow();
    }
}
