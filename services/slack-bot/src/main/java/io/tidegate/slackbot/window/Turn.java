package io.tidegate.slackbot.window;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StepState;
import io.tidegate.contracts.window.Window;
import io.tidegate.slackbot.text.Mrkdwn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whose turn it is: who must act next, and how. */
public final class Turn {
    private Turn() {}

    /** A sentence in mrkdwn that names the people; empty when nobody needs to do anything. */
    public static Optional<String> of(Window window) {
        if (window.held()) {
            return Optional.of(team(window) + ": resume or roll back.");
        }
        return switch (window.status()) {
            case DECIDING -> deciding(window);
            case NEEDS_PERSON -> Optional.of(team(window) + ": try the step again, or roll back.");
            case SCHEDULED -> attesting(window).map(who -> who + ".");
            case IN_PROGRESS, WATCHING, ROLLING_BACK, COMPLETED, POSTPONED, CANCELLED, ROLLED_BACK -> Optional.empty();
        };
    }

    private static Optional<String> deciding(Window window) {
        List<String> turns = new ArrayList<>();
        if (failedPreparation(window)) {
            turns.add(team(window) + " mends what the failed check found and tries again");
        }
        attesting(window).ifPresent(turns::add);
        window.missingApprovals().forEach(role -> turns.add(holders(window.plan(), role) + " says go or no-go"));
        return turns.isEmpty() || window.went() ? Optional.empty() : Optional.of(String.join("; ", turns) + ".");
    }

    private static Optional<String> attesting(Window window) {
        List<String> turns = new ArrayList<>();
        for (Plan.Criterion criterion : window.missingCriteria()) {
            String role = criterion.attestedBy();
            if (role != null) {
                turns.add(holders(window.plan(), role) + " attests " + Mrkdwn.code(criterion.id()));
            }
        }
        return turns.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", turns));
    }

    /** A step of phase prepare has failed: the decision waits for somebody to try it again. */
    public static boolean failedPreparation(Window window) {
        return window.status() == Status.DECIDING
                && window.steps().stream().anyMatch(step -> step.progress() == StepState.Progress.FAILED);
    }

    /** The person with this role, and the backup: {@code <@U0RATNA> or <@U0DEWI> (migration-lead)}. */
    static String holders(Plan plan, String role) {
        String people = plan.team().stream()
                .filter(member -> member.role().equals(role))
                .map(member -> {
                    String backup = member.backup();
                    return Mrkdwn.person(member.person()) + (backup == null ? "" : " or " + Mrkdwn.person(backup));
                })
                .collect(Collectors.joining(" or "));
        return (people.isEmpty() ? "nobody in the team" : people) + " (" + Mrkdwn.escape(role) + ")";
    }

    private static String team(Window window) {
        return window.plan().approvals().stream()
                .map(role -> holders(window.plan(), role))
                .collect(Collectors.joining(", "));
    }
}
