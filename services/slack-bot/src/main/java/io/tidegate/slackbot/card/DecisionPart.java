package io.tidegate.slackbot.card;

import com.slack.api.model.block.LayoutBlock;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Go or no-go: every criterion with its state and who vouches for it, every approver, the buttons. */
final class DecisionPart {
    private static final int ROOM = 2_400;

    private final String id;
    private final Window window;
    private final ZoneId zone;

    DecisionPart(String id, Window window) {
        this.id = id;
        this.window = window;
        this.zone = window.plan().window().zone();
    }

    List<LayoutBlock> blocks() {
        List<LayoutBlock> blocks = new ArrayList<>();
        boolean open = window.status() == Status.SCHEDULED || window.status() == Status.DECIDING;
        blocks.add(SlackCard.paragraph(open ? inFull() : inShort()));
        blocks.addAll(Buttons.ofDecision(id, window));
        return blocks;
    }

    private String inFull() {
        List<String> lines = new ArrayList<>();
        lines.add("*Go or no-go*" + (window.went() ? ": *go* ✓" : ""));
        window.plan().criteria().forEach(criterion -> lines.add(line(criterion)));
        window.plan().approvals().forEach(role -> lines.add(line(role)));
        return withinRoom(lines);
    }

    private String inShort() {
        String who = window.approvals().stream()
                .map(approval -> Mrkdwn.person(approval.by().id()) + " (" + Mrkdwn.escape(approval.role()) + ") "
                        + Mrkdwn.clock(approval.at(), zone))
                .collect(Collectors.joining(", "));
        return Mrkdwn.atMost(
                ROOM, window.went() ? "*Go* ✓ by " + who : "*No go*" + (who.isEmpty() ? "" : ". Had said go: " + who));
    }

    private String line(Plan.Criterion criterion) {
        boolean met = window.isMet(criterion);
        return mark(met, hasFailed(criterion)) + " " + Mrkdwn.escape(Mrkdwn.atMost(200, criterion.title()))
                + how(criterion, met);
    }

    private String how(Plan.Criterion criterion, boolean met) {
        Window.Attestation attested = window.attestations().get(criterion.id());
        String role = criterion.attestedBy();
        if (attested != null) {
            return " · " + Mrkdwn.person(attested.by().id()) + " (" + Mrkdwn.escape(attested.role()) + ")";
        }
        if (role != null) {
            return " · to be attested by " + Mrkdwn.escape(role) + ", " + Mrkdwn.code(criterion.id());
        }
        return met ? " · measured" : measured(criterion.step());
    }

    private String measured(@Nullable String stepId) {
        if (stepId == null) {
            return " · not delivered yet";
        }
        return window.step(stepId)
                .map(step -> switch (step.progress()) {
                    case WAITING -> " · measured when the decision opens";
                    case REQUESTED, RUNNING -> " · being measured";
                    case FAILED ->
                        " · "
                                + Mrkdwn.escape(Mrkdwn.atMost(
                                        300, Optional.ofNullable(step.doing()).orElse("failed")));
                    case DONE, SKIPPED -> "";
                })
                .orElse("");
    }

    private boolean hasFailed(Plan.Criterion criterion) {
        String stepId = criterion.step();
        return stepId != null
                && window.step(stepId)
                        .filter(step -> step.progress() == StepState.Progress.FAILED)
                        .isPresent();
    }

    private String line(String role) {
        return window.approvals().stream()
                .filter(approval -> approval.role().equals(role))
                .findFirst()
                .map(approval -> "✓ go · " + Mrkdwn.person(approval.by().id()) + " (" + Mrkdwn.escape(role) + "), "
                        + Mrkdwn.clock(approval.at(), zone))
                .orElseGet(() -> "○ go · waits for " + Mrkdwn.escape(role));
    }

    private static String mark(boolean met, boolean failed) {
        return met ? "✓" : failed ? "✗" : "○";
    }

    private static String withinRoom(List<String> lines) {
        return Mrkdwn.atMost(ROOM, String.join("\n", lines));
    }
}
