package io.tidegate.cli.diff;

import io.tidegate.cli.diff.PlanChange.Area;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Plan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is done where things do not go as planned, who is called then, and what is looked after afterwards. */
final class TroubleChanges {
    private final Plan before;
    private final Plan after;
    private final Changes changes = new Changes();

    private TroubleChanges(Plan before, Plan after) {
        this.before = before;
        this.after = after;
    }

    static List<PlanChange> of(Plan before, Plan after) {
        TroubleChanges trouble = new TroubleChanges(before, after);
        trouble.contingencies();
        trouble.escalation();
        trouble.followUps();
        return trouble.changes.all();
    }

    private void contingencies() {
        Plan.Contingencies was = before.inTrouble();
        Plan.Contingencies is = after.inTrouble();
        differ(
                Area.ROLLBACK,
                "fix",
                "Time to mend a failed step before it leads to a rollback is",
                words(was.fix()),
                words(is.fix()));
        differ(
                Area.BOUNDS,
                "go-on-under",
                "An overrun is no reason to ask anybody with less left to do than",
                words(was.goOnUnder()),
                words(is.goOnUnder()));
        differ(
                Area.BOUNDS,
                "bug-share",
                "A fault is written down for later when it concerns fewer users than",
                was.bugShare() + " %",
                is.bugShare() + " %");
        if (was.corruption() != is.corruption()) {
            changes.say(
                    Area.ROLLBACK,
                    "contingencies.corruption",
                    is.corruption() == Plan.OnFailure.ASK
                            ? "When somebody reports that data is being damaged, a person is asked; it was rolled back at"
                                    + " once."
                            : "When somebody reports that data is being damaged, it is rolled back at once; a person was"
                                    + " asked.");
        }
        differ(
                Area.BOUNDS,
                "watchdog",
                "The channel hears which step blocks after",
                words(was.watchdog()),
                words(is.watchdog()));
    }

    private void escalation() {
        List<Plan.Level> was = before.inTrouble().escalation();
        List<Plan.Level> is = after.inTrouble().escalation();
        for (int i = 0; i < Math.max(was.size(), is.size()); i++) {
            String level = "level " + (i + 1);
            String subject = "contingencies.escalation[" + i + "]";
            if (i >= is.size()) {
                changes.say(
                        Area.PEOPLE,
                        subject,
                        "There is no " + level + " of escalation any more; it was " + words(was.get(i)) + ".");
            } else if (i >= was.size()) {
                changes.say(Area.PEOPLE, subject, "There is a " + level + " of escalation: " + words(is.get(i)) + ".");
            } else if (!was.get(i).equals(is.get(i))) {
                changes.say(
                        Area.PEOPLE,
                        subject,
                        "When nobody answers, " + level + " of escalation is " + words(is.get(i)) + " instead of "
                                + words(was.get(i)) + ".");
            }
        }
    }

    /** {@code migration-lead and cto by chat, email after 10m}. */
    private static String words(Plan.Level level) {
        return String.join(" and ", level.roles()) + " by "
                + level.channels().stream()
                        .map(reach -> reach.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + " after " + Durations.format(level.after());
    }

    private void followUps() {
        for (Plan.FollowUp was : before.followUps()) {
            Optional<Plan.FollowUp> found = after.followUp(was.id());
            if (found.isEmpty()) {
                changes.say(
                        Area.AFTERWARDS,
                        was.id(),
                        "'" + was.title() + "' is not looked after any more; " + was.role() + " did.");
            } else if (!was.equals(found.get())) {
                changes.say(
                        Area.AFTERWARDS,
                        was.id(),
                        sentence(after, found.get()) + " instead of: " + sentence(before, was) + ".");
            }
        }
        for (Plan.FollowUp is : after.followUps()) {
            if (before.followUp(is.id()).isEmpty()) {
                changes.say(Area.AFTERWARDS, is.id(), "New: " + sentence(after, is) + ".");
            }
        }
    }

    /** {@code qa (Sari) looks after 'Review the logs' 24h after a completed window}. */
    private static String sentence(Plan plan, Plan.FollowUp followUp) {
        String window =
                switch (followUp.on()) {
                    case COMPLETED -> "a completed window";
                    case ROLLED_BACK -> "a window that was rolled back";
                    case ANY -> "the window";
                };
        return followUp.role() + " (" + PeopleChanges.holders(plan, followUp.role()) + ") "
                + (followUp.after().isZero()
                        ? "signs '" + followUp.title() + "' at the end of " + window
                        : "looks after '" + followUp.title() + "' " + Durations.format(followUp.after()) + " after "
                                + window);
    }

    private static String words(@Nullable Duration duration) {
        return duration == null || duration.isZero() ? "none" : Durations.format(duration);
    }

    private void differ(Area area, String key, String what, String was, String is) {
        changes.differ(area, "contingencies." + key, what, was, is);
    }
}
