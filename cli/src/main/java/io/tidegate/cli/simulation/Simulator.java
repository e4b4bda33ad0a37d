package io.tidegate.cli.simulation;

import io.tidegate.cli.simulation.Happening.Mark;
import io.tidegate.contracts.plan.Offset;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Window;
import io.tidegate.notifier.notice.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plays a plan from its first notice to a week after its window. */
public final class Simulator {
    private static final Offset TWO_WEEKS_BEFORE = new Offset.Days(14, null);
    /** Scheduled so long before the first notice is due that it goes out by its timer. */
    static final Duration AHEAD = Duration.ofMinutes(1);

    private static final int DAYS_AFTER = 7;

    private final String statusPage;

    /** @param statusPage address of the status page, as it stands in notices */
    public Simulator(String statusPage) {
        this.statusPage = statusPage;
    }

    /**
     * @param hash the plan's
     * @param failing ids of steps that do not succeed, to see what happens then
     */
    public Simulation simulate(Plan plan, String hash, Instant start, StepTimes times, Set<String> failing) {
        Cast cast = new Cast(plan, times, failing, Set.of());
        Instant scheduled = firstNotice(plan, start).minus(AHEAD);
        Instant until = start.atZone(plan.window().zone()).plusDays(DAYS_AFTER).toInstant();
        Play play = Play.of(cast, hash, scheduled, start);
        Teller teller = new Teller(cast, new Notices(statusPage));
        Retreats retreats = new Retreats(cast);
        while (play.due().filter(due -> !due.isAfter(until)).isPresent()) {
            retreats.look(play);
            teller.tell(play.play());
        }
        teller.turn(until, Mark.WEEK_AFTER, "A week after the start.");
        Window window = play.window().orElseThrow();
        List<WayBack> ways = retreats.ways(window.endsAt());
        List<Happening> happenings = withPointOfNoReturn(teller.told(), ways, window);
        Simulation.Downtime downtime = downtime(window);
        return new Simulation(
                plan.name(),
                plan.title(),
                plan.summary(),
                hash,
                plan.window().zone(),
                scheduled,
                window.startsAt(),
                window.endsAt(),
                until,
                window.status(),
                downtime,
                ways,
                happenings,
                unsent(plan, happenings),
                teller.statusLines(),
                Doubts.of(window, happenings, retreats, downtime));
    }

    /** Two weeks before the start, or with the earliest notice where that is earlier. */
    private static Instant firstNotice(Plan plan, Instant start) {
        return Stream.concat(
                        Stream.of(TWO_WEEKS_BEFORE),
                        plan.notices().stream().map(Plan.Notice::at).filter(Objects::nonNull))
                .map(offset -> offset.before(start, plan.window().zone()))
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private static Simulation.Downtime downtime(Window window) {
        Instant closed = window.closedAt();
        Instant opened = window.reopenedAt();
        return new Simulation.Downtime(
                closed,
                opened,
                closed == null || opened == null ? null : Duration.between(closed, opened),
                window.plan().window().downtime());
    }

    /** Before what happens later; on time's own place, so that the order of times is kept. */
    private static List<Happening> withPointOfNoReturn(List<Happening> told, List<WayBack> ways, Window window) {
        Instant latest = ways.isEmpty() ? null : ways.getFirst().latest();
        Instant opened = window.openedAt();
        if (latest == null || opened == null || latest.isBefore(opened)) {
            return told;
        }
        WayBack way = ways.getFirst();
        String text = "The point of no return: a rollback that begins now (" + way.name() + ", "
                + LocalTimes.duration(Objects.requireNonNull(way.takes()))
                + ") ends with the window.";
        List<Happening> all = new ArrayList<>(told);
        int place = 0;
        while (place < all.size() && !all.get(place).at().isAfter(latest)) {
            place++;
        }
        all.add(place, new Happening.Turn(latest, Mark.POINT_OF_NO_RETURN, text));
        return all;
    }

    private static List<Simulation.Unsent> unsent(Plan plan, List<Happening> happenings) {
        Set<String> sent = happenings.stream()
                .flatMap(happening -> happening instanceof Happening.Notice notice ? Stream.of(notice.notice()) : null)
                .collect(Collectors.toSet());
        List<Simulation.Unsent> unsent = new ArrayList<>();
        for (Plan.Notice notice : plan.notices()) {
            Plan.Moment on = notice.on();
            if (on != null && !sent.contains(notice.id())) {
                String moment = on.name().toLowerCase(Locale.ROOT).replace('_', '-');
                unsent.add(new Simulation.Unsent(notice.id(), notice.template(), moment, notice.audiences()));
            }
        }
        return unsent;
    }
}
