package io.tidegate.cli.simulation;

import io.tidegate.cli.simulation.Happening.Mark;
import io.tidegate.contracts.plan.Offset;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.window.Forecast;
import io.tidegate.contracts.window.Window;
import io.tidegate.contracts.window.WindowEvent;
import io.tidegate.notifier.notice.LocalTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
     * @param silent roles for which nobody answers, to see who is called then
     */
    public Simulation simulate(
            Plan plan, String hash, Instant start, StepTimes times, Set<String> failing, Set<String> silent) {
        Cast cast = new Cast(times.measured(plan), times, failing, silent);
        Instant scheduled = firstNotice(plan, start).minus(AHEAD);
        ZonedDateTime local = start.atZone(plan.window().zone());
        Instant week = local.plusDays(DAYS_AFTER).toInstant();
        Instant last = local.plusDays(DAYS_AFTER + 1).toInstant();
        Play play = Play.of(cast, hash, scheduled, start);
        Teller teller = new Teller(cast, new Notices(statusPage));
        Retreats retreats = new Retreats(cast);
        Instant openAgain = null;
        // What is looked after a week after the window's end is due a little later than a week after its start.
        while (play.due()
                .filter(due -> !due.isAfter(isOver(play) ? last : week))
                .isPresent()) {
            retreats.look(play);
            Play.Scene scene = play.play();
            teller.tell(scene);
            openAgain = openAgain == null ? forecast(scene) : openAgain;
        }
        Window window = play.window().orElseThrow();
        List<WayBack> ways = retreats.ways(window.endsAt());
        List<Happening> happenings = withPointOfNoReturn(teller.told(), ways, window);
        insert(happenings, new Happening.Turn(week, Mark.WEEK_AFTER, "A week after the start."));
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
                happenings.getLast().at(),
                window.status(),
                downtime,
                openAgain == null ? null : new Simulation.Outlook(openAgain, Forecast.pointOfNoReturn(window)),
                made(plan, times, failing, silent),
                ways,
                happenings,
                unsent(plan, happenings),
                teller.statusLines(),
                Doubts.of(window, happenings, retreats, downtime));
    }

    private static boolean isOver(Play play) {
        return play.window().filter(window -> window.status().isFinal()).isPresent();
    }

    /** When the application is open again, as the window says of itself when it opens; null for any other scene. */
    private static @Nullable Instant forecast(Play.Scene scene) {
        for (Play.Entry entry : scene.entries()) {
            if (entry.event().event() instanceof WindowEvent.WindowOpened && entry.after() instanceof Window window) {
                return Forecast.of(window, scene.at()).end();
            }
        }
        return null;
    }

    private static List<String> made(Plan plan, StepTimes times, Set<String> failing, Set<String> silent) {
        List<String> made = new ArrayList<>();
        Stream.concat(plan.steps().stream(), plan.rollback().stream()).forEach(step -> {
            if (times.of(step).source() == StepTime.Source.SLOW) {
                made.add("'" + step.title() + "' takes "
                        + LocalTimes.duration(times.of(step).duration()) + ".");
            }
            if (failing.contains(step.id())) {
                made.add("'" + step.title() + "' fails.");
            }
        });
        silent.stream().sorted().forEach(role -> made.add("Nobody answers for " + role + "."));
        return made;
    }

    private static void insert(List<Happening> happenings, Happening happening) {
        int place = 0;
        while (place < happenings.size() && !happenings.get(place).at().isAfter(happening.at())) {
            place++;
        }
        happenings.add(place, happening);
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
            return new ArrayList<>(told);
        }
        WayBack way = ways.getFirst();
        String text = "The point of no return: a rollback that begins now (" + way.name() + ", "
                + LocalTimes.duration(Objects.requireNonNull(way.takes()))
                + ") ends with the window.";
        List<Happening> all = new ArrayList<>(told);
        insert(all, new Happening.Turn(latest, Mark.POINT_OF_NO_RETURN, text));
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
