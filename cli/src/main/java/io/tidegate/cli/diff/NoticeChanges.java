package io.tidegate.cli.diff;

import io.tidegate.cli.diff.PlanChange.Area;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.notifier.text.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who is told what, when, and how. */
final class NoticeChanges {
    private final Plan before;
    private final Plan after;
    private final List<PlanChange> changes = new ArrayList<>();

    private NoticeChanges(Plan before, Plan after) {
        this.before = before;
        this.after = after;
    }

    static List<PlanChange> of(Plan before, Plan after) {
        NoticeChanges notices = new NoticeChanges(before, after);
        for (Plan.Notice was : before.notices()) {
            after.notice(was.id())
                    .ifPresentOrElse(
                            is -> notices.changed(was, is),
                            () -> notices.say(was, "does not go out any more: " + notices.about(before, was)));
        }
        for (Plan.Notice is : after.notices()) {
            if (before.notice(is.id()).isEmpty()) {
                notices.say(is, "is new: " + notices.about(after, is));
            }
        }
        return notices.changes;
    }

    private void changed(Plan.Notice was, Plan.Notice is) {
        time(was, is);
        if (was.template() != is.template()) {
            say(is, "says '" + Texts.label(is.template()) + "' instead of '" + Texts.label(was.template()) + "'");
        }
        gone(was.audiences(), is.audiences()).ifPresent(names -> say(is, "does not go to " + names + " any more"));
        gone(is.audiences(), was.audiences()).ifPresent(names -> say(is, "goes to " + names + " too"));
        gone(media(was), media(is)).ifPresent(names -> say(is, "does not go out by " + names + " any more"));
        gone(media(is), media(was)).ifPresent(names -> say(is, "goes out by " + names + " too"));
    }

    private void time(Plan.Notice was, Plan.Notice is) {
        Optional<Instant> old = Moments.of(before, was);
        Optional<Instant> now = Moments.of(after, is);
        boolean sameRule = Objects.equals(was.at(), is.at()) && was.on() == is.on();
        if (old.isPresent() && now.isPresent() ? old.equals(now) : sameRule) {
            return;
        }
        say(is, "goes out " + when(after, is) + " instead of " + when(before, was));
    }

    private static String when(Plan plan, Plan.Notice notice) {
        Plan.Moment on = notice.on();
        if (on != null) {
            return "on " + on.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return Moments.of(plan, notice)
                .map(time -> Moments.forAll(plan, notice.audiences(), time))
                .orElseGet(() -> String.valueOf(notice.at()));
    }

    private String about(Plan plan, Plan.Notice notice) {
        return Texts.label(notice.template()) + " to " + String.join(" and ", notice.audiences()) + " by "
                + String.join(", ", media(notice)) + ", " + when(plan, notice);
    }

    private static List<String> media(Plan.Notice notice) {
        return notice.channels().stream()
                .map(medium -> medium.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .toList();
    }

    private static Optional<String> gone(List<String> was, List<String> is) {
        String gone = was.stream().filter(name -> !is.contains(name)).collect(Collectors.joining(" and "));
        return gone.isEmpty() ? Optional.empty() : Optional.of(gone);
    }

    private void say(Plan.Notice notice, String what) {
        changes.add(new PlanChange(Area.NOTICES, notice.id(), "'" + notice.id() + "' " + what + "."));
    }
}
