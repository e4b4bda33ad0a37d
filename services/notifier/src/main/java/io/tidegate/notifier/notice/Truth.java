package io.tidegate.notifier.notice;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StatusLine;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A notice that goes out late must still be true: what it says fits only these states of its window. */
public final class Truth {
    private Truth() {}

    /** Why the notice may not go out any more; empty while it is true. */
    public static Optional<String> whyNot(NoticeFacts facts, Status now) {
        return isTrue(facts, now)
                ? Optional.empty()
                : Optional.of("the window is " + StatusLine.words(now) + " meanwhile, and the notice would be untrue");
    }

    private static boolean isTrue(NoticeFacts facts, Status now) {
        // A plan may send "starting" as the window opens: what was true of the state then is true while it lasts.
        return now == facts.status() || trueIn(facts.template()).contains(now);
    }

    private static Set<Status> trueIn(Plan.Template template) {
        return switch (template) {
            case ANNOUNCE, REMINDER, STARTING, MOVED -> EnumSet.of(Status.SCHEDULED, Status.DECIDING);
            case IN_PROGRESS, EXTENDED, DELAYED ->
                EnumSet.of(Status.IN_PROGRESS, Status.NEEDS_PERSON, Status.ROLLING_BACK);
            case COMPLETE -> EnumSet.of(Status.WATCHING, Status.COMPLETED);
            case ROLLED_BACK -> EnumSet.of(Status.ROLLED_BACK);
            case POSTPONED -> EnumSet.of(Status.POSTPONED);
            case CANCELLED -> EnumSet.of(Status.CANCELLED);
        };
    }
}
