package io.tidegate.cli.simulation;

import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanWarning;
import io.tidegate.contracts.plan.PlanWarnings;
import io.tidegate.contracts.window.Status;
import io.tidegate.contracts.window.Window;
import io.tidegate.notifier.notice.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a play gives to think about, after what the plan alone gives. */
final class Doubts {
    private final Plan plan;
    private final Window window;
    private final LocalTimes times;
    private final List<PlanWarning> warnings = new ArrayList<>();

    private Doubts(Window window) {
        this.window = window;
        plan = window.plan();
        times = new LocalTimes(plan.window().zone());
    }

    static List<PlanWarning> of(
            Window window, List<Happening> happenings, Retreats retreats, Simulation.Downtime downtime) {
        Doubts doubts = new Doubts(window);
        doubts.warnings.addAll(PlanWarnings.of(window.plan(), window.startsAt()));
        doubts.nights(happenings);
        doubts.outcome();
        doubts.overrun();
        doubts.downtime(downtime);
        doubts.room(retreats);
        return doubts.warnings;
    }

    /** Those that a moment sends: nobody can give them another hour, but they can leave out what wakes people. */
    private void nights(List<Happening> happenings) {
        List<Happening.Notice> loud = happenings.stream()
                .flatMap(happening ->
                        happening instanceof Happening.Notice notice && notice.night() ? Stream.of(notice) : null)
                .filter(notice -> plan.notice(notice.notice()).orElseThrow().on() != null)
                .toList();
        if (!loud.isEmpty()) {
            String which = loud.stream()
                    .map(notice -> "'" + notice.notice() + "' to " + notice.audience() + " at "
                            + notice.local().substring(0, 5))
                    .collect(Collectors.joining(", "));
            warn(
                    "notice-at-night",
                    "notices["
                            + plan.notices()
                                    .indexOf(plan.notice(loud.getFirst().notice())
                                            .orElseThrow()) + "].on",
                    "The window itself is at night for its audiences: " + which
                            + ". Mail and WhatsApp reach people who sleep; status page and banner do not.");
        }
    }

    private void outcome() {
        if (window.status() != Status.COMPLETED) {
            String trouble = window.trouble();
            warn(
                    "does-not-complete",
                    "plan",
                    "Played so, the window ends as " + window.status().label()
                            + (trouble == null ? "." : ": " + trouble + "."));
        }
    }

    private void overrun() {
        Instant reopened = window.reopenedAt();
        if (window.overran() || (reopened != null && reopened.isAfter(window.endsAt()))) {
            warn(
                    "overruns",
                    "window.length",
                    "The window overruns: the planned end is " + at(window.endsAt())
                            + (reopened == null
                                    ? ", and the application is not open again by then."
                                    : ", and the application is open again at " + at(reopened) + ", "
                                            + LocalTimes.duration(Duration.between(window.endsAt(), reopened))
                                            + " later."));
        }
    }

    private void downtime(Simulation.Downtime downtime) {
        Duration took = downtime.took();
        if (took != null && took.compareTo(downtime.announced()) > 0) {
            warn(
                    "downtime-too-short",
                    "window.downtime",
                    "Stakeholders are told of " + LocalTimes.duration(downtime.announced())
                            + " without the application; by the steps' times it is " + LocalTimes.duration(took) + ".");
        }
    }

    private void room(Retreats retreats) {
        for (Retreats.Retreat retreat : retreats.first()) {
            String path = "steps[" + plan.steps().indexOf(retreat.failed()) + "]";
            String title = retreat.failed().title();
            Duration takes = retreat.takes();
            if (takes == null) {
                warn(
                        "no-way-back",
                        path,
                        "If '" + title + "' fails, the rollback does not come to an end without a person.");
            } else if (Objects.requireNonNull(retreat.over()).isAfter(window.endsAt())) {
                warn(
                        "no-room-for-rollback",
                        path,
                        "'" + title + "' leaves no room for the rollback: if it fails at " + at(retreat.at())
                                + ", the way back of " + Durations.format(takes) + " ends at " + at(retreat.over())
                                + ", after the planned end at " + at(window.endsAt()) + ".");
            }
        }
    }

    private String at(Instant time) {
        return times.timeOn(time, window.startsAt());
    }

    private void warn(String code, String path, String text) {
        warnings.add(new PlanWarning(code, path, text));
    }
}
