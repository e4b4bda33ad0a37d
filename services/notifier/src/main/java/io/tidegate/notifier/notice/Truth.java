package io.tidegate.notifier.notice;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.StatusLine;
import io.tidegate.contracts.window.Window;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What goes out late must still be true. A notice fits only some states of its window, and only while the dates are those
 * that it tells: nobody reads a wrong hour. A call is wanted only while its question is open.
 */
public final class Truth {
    private Truth() {}

    /**
     * Why it may not go out any more; empty while it is true.
     *
     * @param now what the window has become
     */
    public static Optional<String> whyNot(Matter matter, Window now) {
        return switch (matter) {
            case NoticeFacts facts -> whyNot(facts, now);
            case Call call -> whyNot(call, now);
        };
    }

    private static Optional<String> whyNot(NoticeFacts facts, Window now) {
        if (!facts.startsAt().equals(now.startsAt())) {
            return Optional.of("the window has another date meanwhile, and the notice would be untrue");
        }
        if (!facts.endsAt().equals(now.endsAt()) && isTellingWhenItEnds(facts.template())) {
            return Optional.of("the planned end has moved meanwhile, and the notice would be untrue");
        }
        return isTrue(facts, now.status())
                ? Optional.empty()
                : Optional.of("the window is " + StatusLine.words(now.status())
                        + " meanwhile, and the notice would be untrue");
    }

    private static Optional<String> whyNot(Call call, Window now) {
        return switch (call.action()) {
            case CALL ->
                OwedCall.still(call.question(), call.since(), now)
                                .filter(question -> !question.isAcknowledged(now))
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of("somebody has answered meanwhile");
            case ACKNOWLEDGE, RESOLVE -> Optional.empty();
        };
    }

    /** Of what is over the end is no news: a notice of it names only what was planned. */
    private static boolean isTellingWhenItEnds(Plan.Template template) {
        return switch (template) {
            case ANNOUNCE, REMINDER, STARTING, MOVED, IN_PROGRESS, EXTENDED, DELAYED, POSTPONED, CANCELLED -> true;
            case COMPLETE, ROLLING_BACK, ROLLED_BACK -> false;
        };
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
            case ROLLING_BACK -> EnumSet.of(Status.ROLLING_BACK);
            case COMPLETE -> EnumSet.of(Status.WATCHING, Status.COMPLETED);
            case ROLLED_BACK -> EnumSet.of(Status.ROLLED_BACK);
            case POSTPONED -> EnumSet.of(Status.POSTPONED);
            case CANCELLED -> EnumSet.of(Status.CANCELLED);
        };
    }
}
