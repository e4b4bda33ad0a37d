package io.tidegate.slackbot.card;

import com.slack.api.model.block.LayoutBlock;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.report.Overrides;
import io.tidegate.slackbot.text.Markup;
import io.tidegate.slackbot.text.Mrkdwn;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Go or no-go: every criterion with what was found and who vouches for it, every approver, the team. */
final class DecisionPart {
    /** For the criteria, in up to two sections. */
    private static final int ROOM = 4_400;

    private static final int SECTION = 2_900;
    private static final int HASH = 12;

    private final Window window;
    private final Instant now;
    private final ZoneId zone;

    DecisionPart(Window window, Instant now) {
        this.window = window;
        this.now = now;
        this.zone = window.plan().window().zone();
    }

    List<LayoutBlock> blocks() {
        boolean open = window.status() == Status.SCHEDULED || window.status() == Status.DECIDING;
        return (open ? inFull() : List.of(inShort()))
                .stream().map(SlackCard::paragraph).toList();
    }

    private List<String> inFull() {
        List<String> sections = new ArrayList<>();
        String differs = window.differingPlanHash();
        if (differs != null) {
            sections.add("⚠️ *The plan's file has changed* since this window was scheduled: it is "
                    + hash(differs) + " now, and this window has " + hash(window.planHash())
                    + ". Take the change over with " + Mrkdwn.code("/migration replan")
                    + ", or say go to the plan as it was.");
        }
        sections.addAll(criteria());
        List<String> lines = new ArrayList<>();
        lines.add("*Go* from" + (window.went() ? " ✓ decided" : ""));
        window.plan().approvals().forEach(role -> lines.add(approval(role)));
        sections.add(Mrkdwn.atMost(SECTION, String.join("\n", lines)));
        return sections;
    }

    /** In as many sections as it takes; what has no room is counted. */
    private List<String> criteria() {
        long satisfied =
                window.plan().criteria().stream().filter(window::isSatisfied).count();
        List<String> sections = new ArrayList<>();
        StringBuilder section = new StringBuilder("*Criteria of go*, " + satisfied + " of "
                + window.plan().criteria().size());
        int room = ROOM;
        int left = window.plan().criteria().size();
        for (Plan.Criterion criterion : window.plan().criteria()) {
            String line = new CriterionLine(window, now).of(criterion);
            if (line.length() > room) {
                break;
            }
            if (section.length() + line.length() > SECTION - 100) {
                sections.add(section.toString());
                section.setLength(0);
            }
            section.append(section.isEmpty() ? "" : "\n").append(line);
            room -= line.length() + 1;
            left--;
        }
        if (left > 0) {
            section.append("\n… and ").append(left).append(" more: ").append(Mrkdwn.code("/migration report"));
        }
        sections.add(section.toString());
        return sections;
    }

    private String inShort() {
        String who = window.approvals().stream()
                .map(approval -> Mrkdwn.person(approval.by().id()) + " (" + Mrkdwn.escape(approval.role()) + ") "
                        + Mrkdwn.clock(approval.at(), zone))
                .collect(Collectors.joining(", "));
        List<String> lines = new ArrayList<>();
        lines.add(window.went() ? "*Go* ✓ by " + who : "*No go*" + (who.isEmpty() ? "" : ". Had said go: " + who));
        lines.addAll(Overrides.lines(window, Markup.SLACK));
        return Mrkdwn.atMost(SECTION, String.join("\n", lines));
    }

    private String approval(String role) {
        return window.approvals().stream()
                .filter(approval -> approval.role().equals(role))
                .findFirst()
                .map(approval -> "✓ " + Mrkdwn.person(approval.by().id()) + " (" + Mrkdwn.escape(role) + "), "
                        + Mrkdwn.clock(approval.at(), zone) + bound(approval.bound()))
                .orElseGet(() -> "○ " + Mrkdwn.escape(role));
    }

    private static String bound(@Nullable String bound) {
        return bound == null ? "" : ", to " + hash(bound);
    }

    private static String hash(String hash) {
        return Mrkdwn.code(hash.substring(0, Math.min(HASH, hash.length())));
    }
}
