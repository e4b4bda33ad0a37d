package io.tidegate.cli.diff;

import io.tidegate.cli.diff.PlanChange.Area;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.notifier.notice.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** When the window is, how long, and what everybody is told of it. */
final class WindowChanges {
    private final Plan before;
    private final Plan after;
    private final Changes changes = new Changes();

    private WindowChanges(Plan before, Plan after) {
        this.before = before;
        this.after = after;
    }

    static List<PlanChange> of(Plan before, Plan after) {
        WindowChanges window = new WindowChanges(before, after);
        window.times();
        window.texts();
        window.conduct();
        window.waves();
        return window.changes.all();
    }

    private void times() {
        Plan.Timing was = before.window();
        Plan.Timing is = after.window();
        if (!was.zone().equals(is.zone())) {
            changes.say(
                    Area.TIMES,
                    "window.zone",
                    "Local times of the plan are in " + is.zone() + " instead of " + was.zone() + ".");
        }
        start();
        if (!was.length().equals(is.length())) {
            String end = Moments.start(after)
                    .map(start -> start.plus(is.length()))
                    .map(time -> ": it ends " + Moments.forAll(after, Moments.allAudiences(after), time))
                    .orElse("");
            changes.say(
                    Area.TIMES,
                    "window.length",
                    "The window lasts " + words(is.length()) + " instead of " + words(was.length()) + end + ".");
        }
        if (!was.decision().equals(is.decision())) {
            changes.say(
                    Area.TIMES,
                    "window.decision",
                    "Go or no-go is decided " + words(is.decision()) + " before the start instead of "
                            + words(was.decision()) + ".");
        }
        if (!was.watch().equals(is.watch())) {
            changes.say(
                    Area.TIMES,
                    "window.watch",
                    "After reopening the team watches for " + words(is.watch()) + " instead of " + words(was.watch())
                            + ".");
        }
        if (!was.downtime().equals(is.downtime())) {
            changes.say(
                    Area.DOWNTIME,
                    "window.downtime",
                    "Stakeholders are told of " + words(is.downtime()) + " without the application instead of "
                            + words(was.downtime()) + ".");
        }
    }

    private void start() {
        Optional<Instant> was = Moments.start(before);
        Optional<Instant> is = Moments.start(after);
        if (was.equals(is)) {
            return;
        }
        String old = was.map(time -> Moments.forAll(before, Moments.allAudiences(before), time))
                .orElse("when somebody says so");
        String now = is.map(time -> Moments.forAll(after, Moments.allAudiences(after), time))
                .orElse("when somebody says so");
        changes.say(Area.TIMES, "window.start", "The window starts " + now + " instead of " + old + ".");
    }

    /** What stands in notices. */
    private void texts() {
        differ(Area.NOTICES, "title", "Notices name the migration", before.title(), after.title());
        differ(Area.NOTICES, "summary", "Notices say of what changes:", before.summary(), after.summary());
        differ(
                Area.NOTICES,
                "support",
                "Stakeholders turn to",
                Objects.requireNonNullElse(before.support(), "nobody"),
                Objects.requireNonNullElse(after.support(), "nobody"));
    }

    private void conduct() {
        differ(Area.PEOPLE, "name", "People schedule it as", before.name(), after.name());
        differ(Area.PEOPLE, "channel", "The team meets in", before.channel(), after.channel());
        differ(Area.STEPS, "target", "The work is on the database", before.target(), after.target());
        differ(
                Area.BOUNDS,
                "status-every",
                "The longest silence in the channel is",
                Durations.format(before.statusEvery()),
                Durations.format(after.statusEvery()));
        if (before.onFailure() != after.onFailure()) {
            changes.say(
                    Area.ROLLBACK,
                    "on-failure",
                    after.onFailure() == Plan.OnFailure.ASK
                            ? "When a step fails, a person is asked; it was rolled back at once."
                            : "When a step fails, it is rolled back at once; a person was asked.");
        }
    }

    private void waves() {
        differ(Area.STEPS, "targets", "One plan for several targets:", targets(before), targets(after));
        if (before.waves() != null || after.waves() != null) {
            differ(Area.NOTICES, "targets", "Notices call the targets", titles(before), titles(after));
            differ(Area.TIMES, "waves", "Windows begin", groups(before), groups(after));
        }
    }

    private static String targets(Plan plan) {
        Plan.Waves waves = plan.waves();
        return waves == null ? "there is one" : String.join(", ", waves.targets());
    }

    private static String titles(Plan plan) {
        Plan.Waves waves = plan.waves();
        return waves == null
                ? "nothing"
                : waves.targets().stream().map(waves::titleOf).collect(Collectors.joining(", "));
    }

    private static String groups(Plan plan) {
        Plan.Waves waves = plan.waves();
        return waves == null
                ? "alone"
                : waves.atOnce() + " at once, the next " + Durations.format(waves.every()) + " later";
    }

    private void differ(Area area, String subject, String what, @Nullable String was, @Nullable String is) {
        changes.differ(area, subject, what, "'" + was + "'", "'" + is + "'");
    }

    private static String words(Duration duration) {
        return duration.isZero() ? "no time" : LocalTimes.duration(duration).toLowerCase(Locale.ROOT);
    }
}
