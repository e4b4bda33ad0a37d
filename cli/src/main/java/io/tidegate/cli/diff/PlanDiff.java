package io.tidegate.cli.diff;

import io.tidegate.contracts.plan.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What changes from one plan to another.
 *
 * @param changes for people, by area
 * @param quiet what the agent alone notices, a sentence each
 * @param oldHash lower-case hex SHA-256 of the old plan's canonical JSON
 * @param newHash of the new one; approvals and attestations are given to this content
 */
public record PlanDiff(List<PlanChange> changes, List<String> quiet, String oldHash, String newHash) {

    public PlanDiff {
        changes = List.copyOf(changes);
        quiet = List.copyOf(quiet);
    }

    public static PlanDiff of(Plan before, String oldHash, Plan after, String newHash) {
        List<PlanChange> changes = new ArrayList<>();
        List<String> quiet = new ArrayList<>();
        changes.addAll(WindowChanges.of(before, after));
        changes.addAll(NoticeChanges.of(before, after));
        changes.addAll(PeopleChanges.of(before, after));
        changes.addAll(TroubleChanges.of(before, after));
        StepChanges steps = new StepChanges(before, after);
        changes.addAll(steps.changes());
        quiet.addAll(steps.quiet());
        changes.sort(Comparator.comparing(PlanChange::area));
        return new PlanDiff(changes, quiet, oldHash, newHash);
    }

    /** The content is another, whether or not anybody notices. */
    public boolean isOtherContent() {
        return !oldHash.equals(newHash);
    }
}
